import type { Clock } from '../clock.js';

/** What keeping a WebSocket alive needs of it. */
export interface Pinged {
  /** Bytes that have come from the peer so far; a pong is some. */
  readonly received: () => number;
  readonly isPaused: () => boolean;
  readonly ping: () => void;
  /** Ends it without a word: nobody is there to hear one. */
  readonly cut: () => void;
}

// service: connections do end with the reason PingTimeout; how many pings it takes is nowhere said.
const greatestSilence = 2;

/** Pings a peer until told to stop, and cuts it when two pings brought nothing. A change of the pause counts from the next ping on. */
export function keepAlive(clock: Clock, pause: () => number, { received, isPaused, ping, cut }: Pinged): () => void {
  let cancel: () => void;
  let before = received();
  let unanswered = 0;
  const beat = (): void => {
    // An answer may stand behind what is not being read.
    const isAlive = isPaused() || received() !== before;
    unanswered = isAlive ? 0 : unanswered;
    if (unanswered === greatestSilence) return cut();
    before = received();
    unanswered += 1;
    ping();
    schedule();
  };
  const schedule = (): void => {
    cancel = clock.after(pause(), beat);
  };
  schedule();
  return () => cancel();
}
