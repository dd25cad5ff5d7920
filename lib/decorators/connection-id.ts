import type { InvocationContext } from '../invocation/invocation-context.js';
import { Bind } from './bind.js';
import type { PartDecoration } from './bind.js';
import { everyEvent } from './every-event.js';

/** The connection that the event is about. */
export function ConnectionId(): PartDecoration<string> {
  return Bind(({ connectionId }: InvocationContext<unknown>) => connectionId, {
    name: '@ConnectionId',
    on: everyEvent,
  });
}
