import { inspect } from 'node:util';
import { isError } from '../errors.js';
import type { HostResponse } from '../host/host.js';
import type { ConnectionStates } from '../protocol/connection-state.js';
import { dataTypeOf } from '../protocol/data-type.js';
import { headerNames } from '../protocol/header-names.js';
import { operationRoutes } from '../protocol/operations.js';
import type { Operation, OperationName } from '../protocol/operations.js';
import type { LoggedLine } from './recording-log.js';
import { readMessage } from './read-message.js';
import type { ReadMessage } from './read-message.js';
import type { Readable } from './readable.js';

type Told<Op, TData> = Op extends { readonly message: unknown }
  ? Omit<Op, 'message'> & Omit<ReadMessage, 'data'> & { readonly data: TData }
  : Op;

/** One call of the service, its message as a test compares it: `{ hub: 'chathub', name: 'sendToAll', data: 'hi', dataType: 'text' }`. */
export type TestOutput<TData = unknown> = Readable<Told<Operation, TData>> & { readonly hub: string };

/** What a host tells of one request beside its response. */
export interface Observed {
  readonly outputs: TestOutput[];
  readonly lines: LoggedLine[];
  /** What was thrown in the place of an answer; it may be anything, also undefined. */
  thrown?: { readonly error: unknown };
}

/** chai and vitest ask for it; what is longer than 39 characters they cut to the names of its members. */
const chaiInspect = Symbol.for('chai/inspect');
const longestShown = 39;

/** What came of an event or a request. */
export class TestAnswer<TBody = unknown, TData = unknown> {
  /** The HTTP status that the service, or the caller, gets. */
  readonly status: number;
  /**
   * What was thrown in the place of an answer, with its cause: by the function, its middleware, its bindings and outputs, or because nothing
   * answers. Undefined where a function has answered, and where it refused on purpose, by `UnauthorizedError` and its like too.
   */
  readonly error: unknown;
  /** Names in lower case. */
  readonly headers: HostResponse['headers'];
  /** JSON as its value, text as a string, anything else as a Buffer; undefined for none. */
  readonly body: TBody;
  /** What reached the service, in order. It grows while `waitUntil` work goes on. */
  readonly outputs: readonly TestOutput<TData>[];
  /** The state of the connection after the event; empty for an HTTP request. */
  readonly states: ConnectionStates;
  /** What was logged meanwhile. It grows while `waitUntil` work goes on. */
  readonly lines: readonly LoggedLine[];
  readonly #hasThrown: boolean;

  constructor(response: HostResponse, { outputs, lines, thrown }: Observed, states: ConnectionStates = {}) {
    this.status = response.status;
    this.error = thrown?.error;
    this.headers = response.headers;
    // What a body is, and what outputs hold, a test knows.
    this.body = readBody(response) as TBody;
    this.outputs = outputs as readonly TestOutput<TData>[];
    this.states = states;
    this.lines = lines;
    this.#hasThrown = thrown !== undefined;
  }

  /**
   * The answer itself, where there is one.
   * @throws `error`, so that a test fails with the reason and not with a status.
   *
   * @example
   * const { body, outputs } = (await host.userEvent('chathub', 'message', { data: 'hi' })).orThrow();
   */
  orThrow(): this {
    if (this.#hasThrown) throw this.error;
    return this;
  }

  /**
   * How an assertion shows it that fails.
   * @internal
   */
  [chaiInspect](): string {
    const reason = isError(this.error) ? String(this.error) : this.body === undefined ? '' : inspect(this.body);
    const shown = `${String(this.status)} ${reason}`.replace(/\s+/g, ' ').trim();
    return `[${shown.length + 2 > longestShown ? `${shown.slice(0, longestShown - 3)}…` : shown}]`;
  }
}

/** Whether an operation asks, and changes nothing. */
export function isQuestion(name: OperationName): boolean {
  const { method } = operationRoutes[name];
  return method === 'HEAD' || method === 'GET';
}

export function toOutput(hub: string, operation: Operation): TestOutput {
  if (!('message' in operation)) return { hub, ...operation };
  const { message, ...parameters } = operation;
  return { hub, ...parameters, ...readMessage(message) };
}

/** The body of an answer as a test compares it. */
export function readBody({ headers, body }: HostResponse): unknown {
  if (body === undefined || body.length === 0) return undefined;
  const type = String(headers[headerNames.contentType] ?? '');
  const bytes = Buffer.from(body);
  if (dataTypeOf(type) === 'json' || type.startsWith('application/problem+json'))
    return JSON.parse(bytes.toString()) as unknown;
  return type.startsWith('text/') ? bytes.toString() : bytes;
}
