/** How much connections may hold, and how many there may be. Source: the constants of the official emulator; those of the newest protocol are assumed. */
export interface Limits {
  /** Messages that a reliable connection keeps until the client acknowledges them. */
  readonly unackedMessages: number;
  readonly unackedBytes: number;
  /** How long a reliable connection outlives its WebSocket. */
  readonly recoveryMilliseconds: number;
  /** Streams that a connection may have open. */
  readonly streams: number;
  /** Groups of which a connection may hear states, and groups in which it may have one. */
  readonly groupStates: number;
  /** Connections of all hubs at once. */
  readonly connections: number;
  readonly messagesPerDay: number;
}

export const defaultLimits: Limits = {
  unackedMessages: 1000,
  unackedBytes: 16 * 1024 * 1024,
  recoveryMilliseconds: 30_000,
  streams: 100,
  groupStates: 1000,
  connections: Infinity,
  messagesPerDay: Infinity,
};
