/** How much one connection may hold. Source: the constants of the official emulator. */
export interface Limits {
  /** Messages that a reliable connection keeps until the client acknowledges them. */
  readonly unackedMessages: number;
  readonly unackedBytes: number;
  /** How long a reliable connection outlives its WebSocket. */
  readonly recoveryMilliseconds: number;
}

export const defaultLimits: Limits = {
  unackedMessages: 1000,
  unackedBytes: 16 * 1024 * 1024,
  recoveryMilliseconds: 30_000,
};
