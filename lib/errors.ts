/**
 * Every error this package makes, in one table: code -> kind, HTTP status, what is wrong, how to mend it.
 * Each code has a heading in docs/errors.md. `{names}` are filled in by the caller and checked by the compiler.
 */
// prettier-ignore
const table = {
  // What was said with decorators or options cannot mean anything. Found by bootstrap.
  WPS_STANDARD_DECORATORS: ['configuration', 500, '{decorator} was applied under the standard decorators protocol.', 'Set "experimentalDecorators": true in tsconfig.json; if it is set, add this file to "include" there: tsx and vitest heed the option in included files alone.'],
  WPS_DECORATOR_PLACE: ['configuration', 500, '{decorator} cannot stand on {place} ({where}).', 'Put it on {allowed}.'],
  WPS_DECORATOR_REPEATED: ['configuration', 500, '{where} has two bindings of the kind {decorator}.', 'Keep one of them.'],
  WPS_OPTION_UNKNOWN: ['configuration', 500, '{where}: {owner} has no option "{option}".', 'It takes {allowed}.'],
  WPS_OPTION_INVALID: ['configuration', 500, '{where}: option "{option}" of {owner} is {problem}.', 'Give it {expected}.'],
  WPS_OPTION_CONFLICT: ['configuration', 500, '{where}: {owner} was given both "{first}" and "{second}", which are two names for one option.', 'Keep one.'],
  WPS_HUB_MISSING: ['configuration', 500, '{where} has no hub.', 'Put @Hub on the class, name the hub in the decorator, or set WebPubSubHub.'],
  WPS_HUB_INVALID: ['configuration', 500, '{where}: "{hub}" is not a hub name.', 'A hub name is a letter followed by up to 127 letters, digits or any of _`,.[].'],
  WPS_HUB_CONFLICT: ['configuration', 500, '{where}: the function name says hub "{inName}" while @Hub says "{inClass}".', 'Make them agree, or give the trigger its arguments.'],
  WPS_EVENT_UNKNOWN: ['configuration', 500, '{where}: there is no {eventType} event "{eventName}".', '{hint}'],
  WPS_EVENT_INVALID: ['configuration', 500, '{where}: "{eventName}" is not a name for a user event.', 'It is a letter followed by up to 127 letters, digits or any of _.-.'],
  WPS_TRIGGER_MISSING: ['configuration', 500, '{where} has bindings but nothing that starts it.', 'Add @WebPubSubTrigger or @HttpTrigger to the method.'],
  WPS_TRIGGER_CONFLICT: ['configuration', 500, '{where} has more than one trigger.', 'A method has one trigger; share code by a method that both call.'],
  WPS_BINDING_MISPLACED: ['configuration', 500, '{where}: {decorator} {problem}.', '{remedy}'],
  WPS_DUPLICATE_FUNCTION: ['configuration', 500, '{first} and {second} both answer {event}.', 'Remove one of them, or let clientProtocols tell them apart.'],
  WPS_DUPLICATE_NAME: ['configuration', 500, '{first} and {second} are both named "{name}".', 'Give each function a name of its own, by @FunctionName or as "name" of defineFunction.'],
  WPS_DUPLICATE_ROUTE: ['configuration', 500, '{first} and {second} both answer {route}.', 'Give one of them another route or method.'],
  WPS_PARAMETER_UNBOUND: ['configuration', 500, '{where}: the {parameter} has no binding.', 'Decorate it, or bind it in "parameters" of defineFunction; only the first parameter may go without, it is the context.'],
  WPS_EXPRESSION_INVALID: ['configuration', 500, '{where}: option "{option}" has a malformed expression: {problem}.', 'Expressions look like {query.userid}, %SettingName% or plain text; write {{ for a brace.'],
  WPS_EXPRESSION_UNKNOWN: ['configuration', 500, '{where}: option "{option}" uses {expression}, which this trigger does not have.', 'It has {allowed}.'],
  WPS_PRINCIPAL_UNTRUSTED: ['configuration', 500, '{where}: option "{option}" uses {expression}, and nothing says that the platform in front of this app may be believed.', 'Set trustClientPrincipal where every request comes through App Service, Functions or Static Web Apps; else authenticate yourself and use {state.user.sub}.'],
  WPS_ROLE_WIDENS: ['configuration', 500, '{where}: option "roles" has an expression in "{role}", where its value could widen the role.', 'Let it stand alone behind webpubsub.sendToGroup. or webpubsub.joinLeaveGroup. (or their …Groups. forms).'],
  WPS_NO_FUNCTIONS: ['configuration', 500, '{where} has no decorated method.', 'Decorate a method with @WebPubSubTrigger or @HttpTrigger, or leave the class out.'],
  WPS_NOT_A_CONTROLLER: ['configuration', 500, 'controllers[{index}] is {actual}.', 'Pass decorated classes, or one instance of each.'],
  WPS_BOOTSTRAP_TARGET: ['configuration', 500, 'The first argument of bootstrap is {actual}.', 'Pass a Koa app or a router of @koa/router: bootstrap(new Koa(), options).'],
  WPS_EVENT_PATH_TAKEN: ['configuration', 500, 'An earlier bootstrap on this app takes the events of {name}, at {path}.', 'Give all controllers to one bootstrap, or give this one an eventPath of its own.'],
  WPS_BOOTSTRAP_OPTION: ['configuration', 500, 'bootstrap option "{option}" is {problem}.', '{remedy}'],
  WPS_APP_URL: ['configuration', 500, 'The URL of the app {problem}.', 'Give it the URL by which the service reaches the app, such as https://app.example.com.'],
  WPS_SETTING_MISSING: ['configuration', 500, 'The setting {setting} is not there ({where}).', 'Set it in bootstrap({ settings }), in the environment, or in local.settings.json under "Values".'],
  WPS_SETTING_INVALID: ['configuration', 500, 'The setting {setting} is {problem}.', 'Give it {expected}.'],
  WPS_SETTINGS_FILE: ['configuration', 500, 'local.settings.json cannot be read: {problem}.', 'It is JSON with an object "Values" of texts, as Azure Functions writes it.'],
  WPS_CONNECTION_MISSING: ['configuration', 500, 'There is no connection to a service: the setting {setting} is not there ({where}).', 'Set {setting} to a connection string, for example the one that the emulator prints, or {setting}__serviceUri to connect by identity.'],
  WPS_CONNECTION_INVALID: ['configuration', 500, 'The setting {setting} is not a connection string: {problem}.', 'It looks like Endpoint=https://<name>.webpubsub.azure.com;AccessKey=<key>;Version=1.0; to connect by identity, set {setting}__serviceUri instead.'],
  WPS_WELL_KNOWN_KEY: ['configuration', 500, '{where} uses the emulator\'s published key for {host}, which is not this machine.', 'Use the key of that service; the published one protects nothing.'],
  WPS_IDENTITY_INCOMPLETE: ['configuration', 500, 'The connection {setting} is by identity, and {missing} is not set ({where}).', '{remedy}'],
  WPS_IDENTITY_PACKAGE: ['configuration', 500, 'The connection {setting} is by identity, which needs the package @azure/identity, and that is not installed.', 'Run npm install @azure/identity.'],
  WPS_CONNECTION_KEYLESS: ['configuration', 500, '{where} takes tokens that callers made with the access key, and the connection {setting} is by identity, which has none.', 'Leave accessToken out, or name a connection by connection string.'],
  WPS_FUNCTION_KEYS_MISSING: ['configuration', 500, '{where} has authLevel "function" but no key is set.', 'Set WebPubSubFunctionKeys to one or more keys, separated by commas.'],
  WPS_CONTEXT_DETACHED: ['configuration', 500, '{member} needs a host, and this context was made without one.', 'Give the context a runtime with a server in the test, or run the function through bootstrap.'],
  WPS_EMULATOR_SETTING: ['configuration', 500, 'Emulator setting {setting} is {problem}.', '{remedy}'],
  WPS_EMULATOR_SETTINGS_FILE: ['configuration', 500, 'The settings file {file} cannot be used: {problem}.', 'It takes one JSON object whose "hubs" holds the settings of hubs by their names.'],
  WPS_CLOCK_DURATION: ['configuration', 500, '{where} was given {value}, which is no length of time.', 'Give it milliseconds as a number, or a text such as "500ms", "30s", "5m", "2h" or "1d"; a clock never goes back.'],
  WPS_CLOCK_SKIP: ['configuration', 500, 'The clock skipped {skipped} ahead, and what was awaited has not come: {due}, and nothing has happened for a second.', 'Await what something due brings about, or raise "limit".'],
  WPS_EMULATOR_LISTEN: ['configuration', 500, 'The emulator cannot listen on {address}: {problem}.', '{remedy}'],
  WPS_TEST_MEMBER: ['configuration', 500, '{where} takes no "{member}".', 'It takes {allowed}.'],
  WPS_TEST_VALUE: ['configuration', 500, '{where} was given {problem}.', '{remedy}'],

  // An output that can never be sent. Found by add().
  WPS_OUTPUT_SHAPE: ['output', 500, 'This is no output: {problem}.', 'Give exactly one of message, groupAction, connectionId or actionName; or targetType with targetId alone to ask whether it exists.'],
  WPS_OUTPUT_KEY_UNKNOWN: ['output', 500, 'An output of the kind {kind} has no "{key}".', 'It takes {allowed}.'],
  WPS_OUTPUT_FIELD: ['output', 500, 'The field "{field}" of an output of the kind {kind} is {problem}.', 'Give it {expected}.'],
  WPS_OUTPUT_ACTION_UNKNOWN: ['output', 500, 'There is no action "{action}".', 'The actions are {allowed}.'],
  WPS_OUTPUT_QUESTION: ['output', 500, 'A question (ExistenceData, groupAction "Check") cannot be sent by @WebPubSub on a method.', 'Ask it with a collector or with getWebPubSubServer().'],
  WPS_OUTPUT_TOO_LARGE: ['output', 500, 'A message of {size} bytes is over the limit of {limit} bytes.', 'Send less, in parts, or a link to the content; the service refuses larger ones.'],
  WPS_OUTPUT_TO_CONNECTING: ['output', 500, 'This output is aimed at the connection {connectionId}, which does not exist before "connect" is answered.', 'Return roles and groups in the answer, or send from "connected".'],
  WPS_INVOCATION_ENDED: ['output', 500, 'The invocation of {where} has ended, so nothing can be added to its outputs.', 'Await what adds, or hold the invocation with context.waitUntil(promise).'],

  // Outputs that were accepted and did not arrive.
  WPS_OUTPUT_UNDELIVERED: ['delivery', 500, '{count} of {total} outputs did not reach the service: {reasons}.', 'The error lists every item in "failures"; onOutputError sees them too.'],

  // Requests that are answered without running a function.
  WPS_HEADER_MISSING: ['request', 400, 'The header {header} is missing.', 'Event requests come from the service; check who calls this URL.'],
  WPS_HEADER_REPEATED: ['request', 400, 'The header {header} is there more than once.', 'Event requests come from the service; check what stands between it and this app.'],
  WPS_HEADER_INVALID: ['request', 400, 'The header {header} cannot be read.', 'Event requests come from the service; check what stands between it and this app.'],
  WPS_ORIGIN_UNKNOWN: ['request', 401, 'The event comes from {origin}, and this app is not connected to a service of that name.', 'Compare the connection string with the service, or add the host to <connection>__origins.'],
  WPS_SIGNATURE_MISMATCH: ['request', 401, 'The signature of the event is missing or was made with another key.', 'Use the primary or secondary key of the service that sends the events.'],
  WPS_TOKEN_MISSING: ['request', 401, 'The event does not carry one Entra token.', 'Let the event handler of the service authenticate with its managed identity, and let nothing in between take away or double the Authorization header.'],
  WPS_TOKEN_REFUSED: ['request', 401, 'The Entra token of the event is not accepted.', '{reason}'],
  WPS_TOKEN_KEYS: ['request', 503, 'The keys of Entra, which the token of an event is checked with, cannot be had: {problem} (tried at {time}).', 'Let this app reach {url}.'],
  WPS_FUNCTION_NOT_FOUND: ['request', 404, 'No function answers {event}.', '{instead} Add one, or take the event out of the event handler settings of the service.'],
  WPS_METHOD_NOT_ALLOWED: ['request', 405, 'Events are posted; this was {method}.', 'Let the service call this path.'],
  WPS_ABUSE_PROTECTION: ['request', 400, 'The validation request comes from {origin}, and this app is not connected to a service of that name.', 'Compare the connection string with the service, or add the host to <connection>__origins.'],
  WPS_BODY_TOO_LARGE: ['request', 413, 'The body is over the limit of {limit} bytes.', 'Raise bodyLimit if such events are meant to be.'],
  WPS_BODY_INVALID: ['request', 400, 'The body is not {expected}.', 'Event requests come from the service; check what stands between it and this app.'],
  WPS_BODY_TYPE: ['request', 400, 'Events have no content type "{contentType}".', 'The service sends text/plain, application/json, application/octet-stream and application/x-protobuf.'],
  WPS_BODY_CONSUMED: ['request', 500, 'Another middleware has read the body before the event could be decoded.', 'Mount bootstrap before body parsers, or let the parser keep ctx.request.rawBody.'],
  WPS_VALUE_INVALID: ['request', 400, 'What {decorator} reads is not valid: {issues}.', 'Send what the function expects.'],
  WPS_EXPRESSION_EMPTY: ['request', 400, 'The expression {expression} has no value in this request.', 'Send it, or write {optional} where it may be empty.'],
  WPS_EXPRESSION_UNSAFE: ['request', 400, 'The value of {expression} cannot be part of a role.', 'It must not be empty or contain *, ? or \\.'],
  WPS_HUB_VALUE: ['request', 400, 'The value of {expression} is not a hub name.', 'A hub name is a letter followed by up to 127 letters, digits or any of _`,.[].'],
  WPS_FUNCTION_KEY: ['request', 401, 'The function key is missing or wrong.', 'Send it as x-functions-key or as the query parameter code.'],

  // A function did not do what its binding needs.
  WPS_ANSWER_INVALID: ['invocation', 500, '{where} answered {event} with {problem}.', '{remedy}'],
  WPS_ANSWER_NOT_ALLOWED: ['invocation', 500, 'The answer to the {event} has no "{member}".', 'connect is answered with statusCode, userId, roles, groups, subprotocol and states; a user event with statusCode and states; no other event is answered.'],
  WPS_STATUS_INVALID: ['invocation', 500, 'An event cannot be answered with the status {value}.', 'Use 400 to 599 to refuse; 200 or 204 to accept.'],
  WPS_STATES_TOO_LARGE: ['invocation', 500, 'The states of the connection take {size} bytes, over the limit of {limit}.', 'Keep an id in the state and the rest in a store.'],
  WPS_SCHEMA_RESULT: ['invocation', 500, 'The schema of {decorator} answered neither "value" nor a list of "issues", each with a message.', 'Give it a validator of the Standard Schema, version 1.'],
  WPS_NEXT_TWICE: ['invocation', 500, 'A middleware of {where} called next() twice.', 'Call it once and keep what it resolves to.'],
  WPS_WORK_INVALID: ['invocation', 500, 'waitUntil() was given a function.', 'Call it, and give waitUntil the promise: context.waitUntil(work()).'],
  WPS_DEADLINE: ['invocation', 500, '{where} did not end within {limit} ms.', 'Answer sooner and leave the rest to context.waitUntil(promise), or raise invocationTimeout.'],
  WPS_RESOLVE_FAILED: ['invocation', 500, 'resolve({name}) gave {actual} instead of an instance of {name}.', 'Return an instance of the class that it is asked for.'],
  WPS_CLOSE_TIMEOUT: ['invocation', 503, 'The host was closed, and this did not end within {limit} ms.', 'End such work sooner (context.signal tells of it), or raise closeTimeout.'],
  WPS_HOST_CLOSED: ['invocation', 503, 'The host is closed.', 'Do not send to a host after close().'],
} as const satisfies Record<string, readonly [kind: ErrorKind, status: number, message: string, remedy: string]>;

type ErrorKind = 'configuration' | 'output' | 'delivery' | 'request' | 'invocation';
type Table = typeof table;
type Names<Text extends string> = Text extends `${string}{${infer Name}}${infer Rest}`
  ? (Name extends `${string}${' ' | '.' | '{'}${string}` ? never : Name) | Names<Rest>
  : never;

/** A stable name for what went wrong; every one is explained in docs/errors.md. */
export type ErrorCode = keyof Table;
/** What the message of a code needs to be told. */
export type ErrorDetails<C extends ErrorCode> = Readonly<
  Record<Names<Table[C][2]> | Names<Table[C][3]>, string | number>
>;

export const errorCodes = Object.keys(table) as ErrorCode[];

/**
 * Base of all errors this package makes. `message` says what is wrong, where, and how to mend it, and never holds a secret. To answer an event or
 * a request with an error of your own, throw `BadRequestError` or `UnauthorizedError`.
 */
export class WebPubSubError extends Error {
  /** For example `WPS_DUPLICATE_FUNCTION`. */
  readonly code: string;
  /** The HTTP status that an invocation failing with this error is answered with. */
  readonly status: number;
  /** Whether what is wrong may be told to the caller. */
  readonly expose: boolean;
  /** What is wrong, without the remedy, which is for the app's own people. */
  readonly problem: string;

  /** @internal Throw one of the classes below. */
  constructor(code: string, status: number, message: string, options?: ErrorOptions & { readonly problem?: string }) {
    super(message, options);
    this.name = new.target.name;
    this.code = code;
    this.status = status;
    this.expose = status < 500;
    this.problem = options?.problem ?? message;
  }
}

/** Decorators, options or settings that cannot mean anything; thrown by `bootstrap` and `startEmulator`. */
export class ConfigurationError extends WebPubSubError {}

/** An output that can never be sent; thrown by `add()`. */
export class OutputError extends WebPubSubError {}

/** The same error with the function that added the output, `Chat.join`, before its words. */
export function ofFunction(error: OutputError, where: string): OutputError {
  const { code, status, message, problem, cause } = error;
  return new OutputError(code, status, `${where}: ${message}`, {
    problem: `${where}: ${problem}`,
    ...(cause === undefined ? {} : { cause }),
  });
}

/** A request that is answered without running a function. */
export class RequestError extends WebPubSubError {}

/** A function that did not do what its bindings need. */
export class InvocationError extends WebPubSubError {}

/** One output that did not reach the service. */
export interface OutputFailure {
  /** The item as it was added. */
  readonly item: unknown;
  /**
   * `failed`: the service refused it or could not be reached. `skipped`: it had to wait for one that failed. `discarded`: the
   * invocation ended before. `absent`: the user or connection to add to a group had left (404), which is reported and counts as done.
   */
  readonly outcome: 'failed' | 'skipped' | 'discarded' | 'absent';
  /** What the service or the connection to it said; absent for an item that was never tried. */
  readonly reason?: unknown;
}

/** Outputs that were accepted and did not arrive; `failures` lists every one. */
export class DeliveryError extends WebPubSubError {
  /** Every output that did not arrive. */
  readonly failures: readonly OutputFailure[];

  /** @internal The queue of outputs makes it. */
  constructor(total: number, failures: readonly OutputFailure[]) {
    const reasons = [...new Set(failures.map(reasonOf))];
    const details = { count: failures.length, total, reasons: reasons.slice(0, 3).join('; ') };
    super('WPS_OUTPUT_UNDELIVERED', 500, describe('WPS_OUTPUT_UNDELIVERED', details), { cause: failures[0]?.reason });
    this.failures = failures;
  }
}

/** A gateway may answer with a page. */
const longestReason = 200;

// The error of the SDK has no words where the answer had none, but a status; that of the network a code.
function reasonOf({ outcome, reason }: OutputFailure): string {
  if (!isError(reason)) return outcome;
  // Of what ended the call; the remedy is for its own message, and the full stop for that of the whole.
  if (reason instanceof WebPubSubError) return reason.problem.replace(/\.$/, '');
  const { statusCode, code } = reason as { readonly statusCode?: unknown; readonly code?: unknown };
  const status = typeof statusCode === 'number' ? `status ${statusCode}` : '';
  const words = reason.message || (typeof code === 'string' ? code : '');
  const known = [status, words].filter((part) => part !== '').join(', ');
  const line =
    known
      .replace(/\.$/, '')
      .slice(0, longestReason + 1)
      .replace(/\s+/g, ' ') || reason.name;
  return line.length > longestReason ? `${line.slice(0, longestReason)}…` : line;
}

/**
 * Whether a value is an error, of this realm or another. A test runner may run this code in a context with classes of its own (jest does),
 * while errors of Node keep those of the process.
 */
export function isError(value: unknown): value is Error {
  if (value instanceof Error) return true;
  return /^\[object (Error|DOMException)\]$/.test(Object.prototype.toString.call(value));
}

/** Throw it from a function or middleware to answer 401 with this message. */
export class UnauthorizedError extends WebPubSubError {
  constructor(message = 'Unauthorized', options?: ErrorOptions) {
    super('WPS_UNAUTHORIZED', 401, message, options);
  }
}

/** Throw it from a function or middleware to answer 400 with this message. */
export class BadRequestError extends WebPubSubError {
  constructor(message = 'Bad Request', options?: ErrorOptions) {
    super('WPS_BAD_REQUEST', 400, message, options);
  }
}

const classes = {
  configuration: ConfigurationError,
  output: OutputError,
  request: RequestError,
  invocation: InvocationError,
} as const;
type Made<C extends ErrorCode> = InstanceType<(typeof classes)[Exclude<Table[C][0], 'delivery'>]>;

/** Makes the error of a code; the compiler asks for the details its message needs. */
export function createError<C extends Exclude<ErrorCode, 'WPS_OUTPUT_UNDELIVERED'>>(
  code: C,
  details: ErrorDetails<C>,
  options?: ErrorOptions,
): Made<C> {
  const [kind, status, problem] = table[code];
  return new classes[kind](code, status, describe(code, details), {
    ...options,
    problem: fill(problem, details),
  }) as Made<C>;
}

function describe(code: ErrorCode, details: Readonly<Record<string, string | number>>): string {
  const [, , problem, remedy] = table[code];
  return fill(`${problem} ${remedy}`, details);
}

function fill(text: string, details: Readonly<Record<string, string | number>>): string {
  return text.replace(/\{(\w+)\}/g, (_, name: string) => String(details[name]));
}
