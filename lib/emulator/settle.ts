import { realNow, setImmediate, setTimeout } from './real-time.js';

// Each turn lets sockets be read and written. Work that takes several hops touches the clock at each of them.
const quietTurns = 4;
const turnMilliseconds = 2;

export interface SettleOptions {
  /** Ends it early. */
  readonly isOver?: () => boolean;
  /** Something that never rests must not hold up the others for ever. Real milliseconds, default a second. */
  readonly atMost?: number;
}

/** Resolves when a count has stayed the same for some turns of the event loop, which is about 10 ms of real time. */
export async function settle(
  count: () => number,
  { isOver = () => false, atMost = 1_000 }: SettleOptions = {},
): Promise<void> {
  const latest = realNow() + atMost;
  for (let quiet = 0; quiet < quietTurns && !isOver() && realNow() < latest;) {
    const before = count();
    await turn();
    quiet = count() === before ? quiet + 1 : 0;
  }
}

// Several short pauses, not one long: after a stall a timer runs before the sockets are looked at.
function turn(): Promise<void> {
  return new Promise((resolve) => setTimeout(() => setImmediate(resolve), turnMilliseconds));
}
