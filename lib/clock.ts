/** What the clock should know of what it is to run. */
export interface Timing {
  /** It goes on for ever and nobody waits for it, as keep-alive does: a clock that a test moves runs it once, however far it is moved. */
  readonly isBackground?: boolean;
  /** `false` where it must not keep the process alive. Default: as a timer of Node does, for a while. */
  readonly keepsProcess?: boolean;
}

/** Time, handed in so that a test can move it. */
export interface Clock {
  /** Milliseconds since 1970. */
  now(): number;
  /** Runs something once, `milliseconds` from now; what it returns calls it off. */
  after(milliseconds: number, run: () => void, timing?: Timing): () => void;
}

// Node: 25 days. A longer timer would run at once.
const longestTimer = 2 ** 31 - 1;

/** The time of this machine. */
export const systemClock: Clock = {
  now: () => Date.now(),
  after(milliseconds, run, { keepsProcess = true } = {}) {
    const timer = setTimeout(run, Math.min(milliseconds, longestTimer));
    if (!keepsProcess) timer.unref();
    return () => clearTimeout(timer);
  },
};
