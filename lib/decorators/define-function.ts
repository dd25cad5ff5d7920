import type { HttpContext } from '../invocation/contexts/http-context.js';
import type { Middleware } from '../invocation/middleware.js';
import { createFunctionClass, handlerMember } from '../metadata/function-class.js';
import type { DefinedFunction } from '../metadata/function-class.js';
import { isListOf, readOptions, requireText, rules, wrongOption } from '../metadata/options.js';
import type { OptionRules } from '../metadata/options.js';
import type { TriggerClients } from '../metadata/records.js';
import { ownRecords } from '../metadata/store.js';
import type { MessageContent } from '../outputs/vocabulary.js';
import type { ConnectionStates } from '../protocol/connection-state.js';
import type { EventName, EventType } from '../protocol/event-type.js';
import type { AnswerOf, Binding, ContextOf, ValuesOf } from './defined.js';
import { FunctionName } from './function-name.js';
import { HttpTrigger } from './http-trigger.js';
import type { HttpTriggerOptions } from './http-trigger.js';
import { Hub } from './hub.js';
import { Use } from './use.js';
import type { OutputDecoration } from './web-pubsub.js';
import type { ConnectionDecoration } from './web-pubsub-connection.js';
import { WebPubSubTrigger } from './web-pubsub-trigger.js';
import type { NamedTriggerOptions } from './web-pubsub-trigger.js';

/** What a function of either kind is bound to beside its trigger. */
export interface FunctionBindings<P> {
  /** Default: `<hub>-<event>` of an event, the route of an HTTP function. */
  readonly name?: string;
  /** Hub of every binding that names none, as `@Hub` of a class. */
  readonly hub?: string;
  /** Bindings of the parameters behind the context, in order. */
  readonly parameters?: P;
  /** What becomes of the return value: `WebPubSub()` sends it, `WebPubSubConnection()` makes the client URL the answer. */
  readonly return?: OutputDecoration | ConnectionDecoration;
  /** Middleware around the function, as `@Use` has it. */
  readonly use?: Middleware | readonly Middleware[];
}

/** A function that an event of the service starts. */
export interface EventFunctionOptions<
  E extends EventType,
  N extends EventName<E>,
  P,
  C extends TriggerClients = TriggerClients,
> extends FunctionBindings<P> {
  /** The event. */
  readonly trigger: NamedTriggerOptions<E, N> & { readonly clientProtocols?: C };
  readonly http?: never;
}

/** A function that an HTTP request starts. */
export interface HttpFunctionOptions<P> extends FunctionBindings<P> {
  /** The request: methods, route, and who may call. */
  readonly http: HttpTriggerOptions;
  readonly trigger?: never;
}

/**
 * Says what a function is bound to without a class and decorators, for example in plain JavaScript. The context is the first argument, the
 * bindings of `parameters` follow.
 * @throws ConfigurationError for an option that there is not; what the options mean is judged by `bootstrap`.
 *
 * @example
 * const join = defineFunction(
 *   { trigger: { hub: 'chathub', eventType: 'user', eventName: 'join' }, parameters: [WebPubSub()] },
 *   async (context, out) => out.add({ message: `${context.userId} joined` }),
 * );
 * bootstrap(app, { functions: [join] });
 */
export function defineFunction<
  E extends EventType,
  N extends EventName<E>,
  C extends TriggerClients = 'all',
  const P extends readonly Binding[] = readonly [],
  D = MessageContent,
  S = ConnectionStates,
>(
  options: EventFunctionOptions<E, N, P, C>,
  handler: (context: ContextOf<E, N, C, D, S>, ...values: ValuesOf<P>) => AnswerOf<E, N>,
): DefinedFunction<(context: ContextOf<E, N, C, D, S>, ...values: ValuesOf<P>) => AnswerOf<E, N>>;
export function defineFunction<const P extends readonly Binding[] = readonly []>(
  options: HttpFunctionOptions<P>,
  handler: (context: HttpContext, ...values: ValuesOf<P>) => unknown,
): DefinedFunction<(context: HttpContext, ...values: ValuesOf<P>) => unknown>;
export function defineFunction(said: AnyFunctionOptions, handler: (...args: never[]) => unknown): DefinedFunction {
  const options = readOptions(said, functionRules, 'defineFunction', place);
  readOptions({ handler: (handler as unknown) ?? null }, { handler: rules.function }, 'defineFunction', place);
  const name = nameOf(options);
  const Defined = createFunctionClass(name, handler);
  decorate(Defined, name, options);
  return Object.freeze(Object.assign(new Defined(), { name, handler }));
}

type AnyFunctionOptions = FunctionBindings<readonly Binding[]> & {
  readonly trigger?: NamedTriggerOptions<EventType, string>;
  readonly http?: HttpTriggerOptions;
};

const place = 'defineFunction()';
const here = { where: place, owner: 'defineFunction' } as const;
const isObject = (value: unknown): boolean => typeof value === 'object' && value !== null && !Array.isArray(value);
const functionRules: OptionRules = {
  name: rules.text,
  hub: rules.text,
  trigger: { accepts: isObject, expected: 'an object of hub, eventType and eventName' },
  http: { accepts: isObject, expected: 'an object of methods, route, authLevel and use' },
  parameters: {
    accepts: (value) => isListOf(value, (one) => typeof one === 'function'),
    expected: 'an array of bindings such as WebPubSub() or Data()',
  },
  return: { accepts: (value) => typeof value === 'function', expected: 'WebPubSub() or WebPubSubConnection()' },
  use: rules.functions,
};

function nameOf({ name, hub, trigger, http }: AnyFunctionOptions): string {
  if (trigger === undefined && http === undefined) {
    throw wrongOption({
      ...here,
      option: 'trigger',
      problem: 'undefined',
      expected: 'the event that starts the function, or give it "http" for a request that does',
    });
  }
  if (name === undefined && trigger !== undefined)
    requireText(trigger.eventName, 'trigger.eventName', 'defineFunction', place);
  const event = [trigger?.hub ?? trigger?.hubName ?? hub, trigger?.eventName].filter((part) => part !== undefined);
  const found = name ?? (trigger === undefined ? http?.route : event.join('-'));
  requireText(found, 'name', 'defineFunction', place);
  return found;
}

// The decorators themselves, called by hand: the same records, and so the same meaning and the same errors.
function decorate(Defined: new () => object, name: string, options: AnyFunctionOptions): void {
  const { hub, trigger, http, parameters = [], return: returned, use = [] } = options;
  const prototype = Defined.prototype as object;
  const method = Object.getOwnPropertyDescriptor(prototype, handlerMember);
  const onMethod = (decoration: unknown, option?: string) => {
    apply(Defined, decoration, method, option);
  };
  if (hub !== undefined) Hub(hub)(Defined);
  onMethod(FunctionName(name));
  if (trigger !== undefined) onMethod(WebPubSubTrigger(trigger));
  if (http !== undefined) onMethod(HttpTrigger(http));
  if (returned !== undefined) onMethod(returned, 'return');
  onMethod(Use(...[use].flat()));
  parameters.forEach((decoration, index) => {
    apply(Defined, decoration, index + 1, `parameters[${String(index)}]`);
  });
}

// What is handed in may be any function, for example a decorator that nobody called.
function apply(Defined: new () => object, decoration: unknown, at: unknown, option?: string): void {
  const before = ownRecords(Defined).length;
  (decoration as ByHand)(Defined.prototype as object, handlerMember, at);
  if (option === undefined || ownRecords(Defined).length > before) return;
  throw wrongOption({
    ...here,
    option,
    problem: 'a function that binds nothing',
    expected: 'a binding such as WebPubSub() or Data(), with its parentheses',
  });
}

type ByHand = (target: object, member: string, place: unknown) => void;
