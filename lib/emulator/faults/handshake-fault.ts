import { refuse } from '../client/handshake.js';
import type { ConnectRefusal } from '../upstream/connect-event.js';
import type { Faults } from './faults.js';

/** What tells one handshake from another. */
export interface FacingHandshake {
  readonly hub: string;
  readonly query: Pick<URLSearchParams, 'get'>;
}

/** What becomes of a handshake, perhaps after a while: it is refused, it is cut, or it goes on. */
export async function disturbHandshake(
  faults: Faults,
  { hub, query }: FacingHandshake,
  signal: AbortSignal,
): Promise<ConnectRefusal | 'cut' | undefined> {
  const connectionId = query.get('awps_connection_id') ?? undefined;
  const { fault, milliseconds } = faults.choose({ at: 'handshake', hub: hub.toLowerCase(), connectionId });
  await faults.wait(milliseconds, signal);
  if (fault?.kind !== 'status') return fault?.kind;
  const { status, retryAfterSeconds } = fault;
  const { refused } = refuse(status, 'A fault of the emulator refuses this handshake.');
  return { ...refused, ...(retryAfterSeconds === undefined ? {} : { retryAfterSeconds }) };
}
