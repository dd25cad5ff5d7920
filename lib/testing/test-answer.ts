import type { HostResponse } from '../host/host.js';
import type { ConnectionStates } from '../protocol/connection-state.js';
import { dataTypeOf } from '../protocol/data-type.js';
import { headerNames } from '../protocol/header-names.js';
import { operationRoutes } from '../protocol/operations.js';
import type { Operation, OperationName } from '../protocol/operations.js';
import type { LoggedLine } from './recording-log.js';
import { readMessage } from './read-message.js';

/** One call of the service, its message as a test compares it: `{ hub: 'chathub', name: 'sendToAll', data: 'hi', dataType: 'text' }`. */
export type TestOutput = Readonly<Record<string, unknown>> & { readonly hub: string; readonly name: OperationName };

/** What came of an event or a request. */
export interface TestAnswer {
  /** The HTTP status that the service, or the caller, gets. */
  readonly status: number;
  /** Names in lower case. */
  readonly headers: HostResponse['headers'];
  /** JSON as its value, text as a string, anything else as a Buffer; undefined for none. */
  readonly body: unknown;
  /** What reached the service, in order. It grows while `waitUntil` work goes on. */
  readonly outputs: readonly TestOutput[];
  /** The state of the connection after the event; empty for an HTTP request. */
  readonly states: ConnectionStates;
  /** What the function, its middleware or its bindings failed with, from status 500 on; a refusal is told by `status` and `body`. */
  readonly error: unknown;
  /** What was logged meanwhile. It grows while `waitUntil` work goes on. */
  readonly lines: readonly LoggedLine[];
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
