import type { DisconnectedContext } from '../invocation/contexts/disconnected-context.js';
import { Bind } from './bind.js';
import type { PartDecoration } from './bind.js';

/** Why the connection ended, in the service's words; undefined where it gave none. */
export function Reason(): PartDecoration<string | undefined> {
  return Bind(({ reason }: DisconnectedContext<unknown>) => reason, { name: '@Reason', on: ['disconnected'] });
}
