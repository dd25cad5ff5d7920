import type { InvocationContext } from '../invocation/invocation-context.js';
import { Bind } from './bind.js';
import type { PartDecoration } from './bind.js';
import { everyEvent } from './every-event.js';

/** The user of the connection; undefined for an anonymous client. */
export function UserId(): PartDecoration<string | undefined> {
  return Bind(({ userId }: InvocationContext<unknown>) => userId, { name: '@UserId', on: everyEvent });
}
