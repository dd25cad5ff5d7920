import type { Clock } from '../../clock.js';

/** What keeping a WebSocket alive needs of it. */
export interface Pinged {
  /** Bytes that have come from the peer so far; a pong is some. */
  readonly received: () => number;
  readonly isPaused: () => boolean;
  readonly ping: () => void;
  /** Ends it without a word: nobody is there to hear one. */
  readonly cut: () => void;
}

export interface KeepAliveOptions {
  readonly clock: Clock;
  /** Milliseconds between pings; a change counts from the next ping on. */
  readonly pause: () => number;
  /** The time of this machine, which a clock that a test moves may be far ahead of. */
  readonly machineNow?: () => number;
}

// service: connections do end with the reason PingTimeout; how many pings it takes is nowhere said.
const greatestSilence = 2;
// However fast a clock is moved, a pong takes its time.
const leastMachineMilliseconds = 1000;

/** Pings a peer until told to stop, and cuts it when two pings brought nothing. */
export function keepAlive(
  { clock, pause, machineNow = () => performance.now() }: KeepAliveOptions,
  { received, isPaused, ping, cut }: Pinged,
): () => void {
  let cancel: () => void;
  let before = received();
  let unanswered = 0;
  let aliveAt = machineNow();
  const beat = (): void => {
    // An answer may stand behind what is not being read.
    if (isPaused() || received() !== before) {
      unanswered = 0;
      aliveAt = machineNow();
    }
    if (unanswered >= greatestSilence && machineNow() - aliveAt >= leastMachineMilliseconds) return cut();
    before = received();
    unanswered += 1;
    ping();
    schedule();
  };
  const schedule = (): void => {
    cancel = clock.after(pause(), beat, { isBackground: true });
  };
  schedule();
  return () => cancel();
}
