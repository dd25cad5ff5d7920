import { decodeEvent } from '../../lib/invocation/decode-event.js';
import { readEventHead } from '../../lib/invocation/event-head.js';
import type { InvocationContext } from '../../lib/invocation/invocation-context.js';
import { detachedRuntime } from '../../lib/invocation/runtime.js';
import type { HeaderLines } from './signed-event.js';

/** The same, as the class that the spec expects. */
export function decodedAs<C extends InvocationContext>(
  kind: abstract new (...args: never[]) => C,
  headers: HeaderLines,
  body?: string | Buffer,
): C {
  const context = decoded(headers, body);
  if (context instanceof kind) return context;
  throw new TypeError(`The event is no ${kind.name}.`);
}

/** The context of an event as the service sends it. */
export function decoded(headers: HeaderLines, body: string | Buffer = ''): InvocationContext {
  return decodeEvent({
    head: readEventHead(headers),
    rawHeaders: headers.flat(),
    body: Buffer.from(body),
    runtime: detachedRuntime,
  });
}
