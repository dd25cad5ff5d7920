import { once } from 'node:events';
import type { CallHttp, HttpAnswer } from './http.js';

/** A request to the app, as `host.handle` takes it. */
export interface EventRequest {
  readonly method: 'POST';
  /** Path and query. */
  readonly url: string;
  readonly headers: readonly (readonly [name: string, value: string])[];
  readonly body: Uint8Array;
}

/** What the app answers, as `host.handle` does. */
export interface EventResponse {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string | readonly string[]>>;
  readonly body?: string | Uint8Array;
}

/** An event handler that is a function of the same process. */
export type EventFunction = (request: EventRequest) => EventResponse | Promise<EventResponse>;

/** Calls an event handler in process: no port, no question before it whether events are wanted. */
export function callInProcess(handle: EventFunction): CallHttp {
  return async ({ url, headers, body = '' }, signal) => {
    const { pathname, search } = new URL(url);
    const pairs = Object.entries(headers);
    const request = { method: 'POST', url: pathname + search, headers: pairs, body: Buffer.from(body) } as const;
    const gone = once(signal, 'abort');
    const answer = await Promise.race([settle(handle, request), gone]);
    signal.throwIfAborted();
    return toHttpAnswer(answer);
  };
}

/** Without a `code`: what an app throws is never a broken connection to it, which would be repeated. */
async function settle(handle: EventFunction, request: EventRequest): Promise<unknown> {
  try {
    return await handle(request);
  } catch (error) {
    throw new Error(`it threw ${error instanceof Error ? error.message : String(error)}`, { cause: error });
  }
}

function toHttpAnswer(answer: unknown): HttpAnswer {
  const { status, headers = {}, body = '' } = (answer ?? {}) as Partial<EventResponse>;
  if (!Number.isInteger(status) || status === undefined || status < 200 || status > 599) {
    throw new Error('it returned no answer with a status from 200 to 599');
  }
  const lines = new Map(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), [value].flat()]));
  return { status, headerNames: [...lines.keys()], lines: (name) => lines.get(name) ?? [], body: Buffer.from(body) };
}
