import type { ClientFrame, ServerFrame } from '../../protocol/frames.js';
import type { Duration } from '../duration.js';
import type { RouteName } from '../rest/routes.js';

/** It comes later. Of a connection's frames, those behind it wait too, as on a slow link. */
export interface DelayFault {
  readonly delay: Duration;
}

/** The WebSocket is closed with this code, and the frame is lost. */
export interface CloseFault {
  /** 1000 to 4999. */
  readonly close: number;
  readonly reason?: string;
}

/** It is answered with this status, 400 to 599, and not done. */
export interface StatusFault {
  readonly status: number;
}

export interface RefusalFault extends StatusFault {
  /** The `Retry-After` of the answer. */
  readonly retryAfterSeconds?: number;
}

/** When a fault happens: always, unless said. */
interface Turns {
  /** At most so often. Default: without end. */
  readonly times?: number;
  /** Every second, third, … time. */
  readonly every?: number;
  /** The first so many times go well. */
  readonly after?: number;
  /** Over 0, up to 1. */
  readonly probability?: number;
  /** Of the random numbers: the same seed, the same faults. Without it, how many rules were added before counts. */
  readonly seed?: number;
}

/** Whom a fault meets: everybody, unless said. */
interface RuleOfConnection extends Turns {
  /** Default: every hub. */
  readonly hub?: string;
  /** Default: every connection. */
  readonly connectionId?: string;
  /** Default: everybody. */
  readonly userId?: string;
}

/** A frame on its way to the client; `cut` and `close` lose it together with the WebSocket. */
export interface FrameToClientRule extends RuleOfConnection {
  readonly at: 'frameToClient';
  /** Default: every frame. */
  readonly frame?: ServerFrame['type'];
  readonly fault: 'drop' | 'duplicate' | 'reorder' | 'cut' | 'overflow' | DelayFault | CloseFault;
}

/** A frame on its way from the client. */
export interface FrameFromClientRule extends RuleOfConnection {
  readonly at: 'frameFromClient';
  /** Default: every frame. */
  readonly frame?: ClientFrame['type'];
  readonly fault: 'drop' | 'duplicate' | 'reorder' | 'cut' | DelayFault | CloseFault;
}

/** A client that wants to come in. Only one that recovers has a connection yet. */
export interface HandshakeRule extends Turns {
  readonly at: 'handshake';
  /** Default: every hub. */
  readonly hub?: string;
  /** Default: whoever comes, new or to recover. */
  readonly connectionId?: string;
  readonly fault: 'cut' | DelayFault | RefusalFault;
}

/**
 * A REST call; connection and user are those that its path names.
 * @inlineType RouteName
 */
export interface RestRule extends RuleOfConnection {
  readonly at: 'rest';
  /** Default: every operation. */
  readonly operation?: RouteName;
  /** `cut`: the connection breaks before anything is done. `dropAnswer`: it is done, and the connection breaks before the answer. */
  readonly fault: 'cut' | 'dropAnswer' | DelayFault | RefusalFault;
}

/** One attempt to bring an event to the app. */
export interface EventRule extends RuleOfConnection {
  readonly at: 'event';
  /** `connect`, `message`, … Default: every event. */
  readonly event?: string;
  /** `cut`: the app cannot be reached. `dropAnswer`: it gets the event, and its answer is lost. */
  readonly fault: 'cut' | 'dropAnswer' | DelayFault | StatusFault;
}

/** What is to go wrong, where, for whom and how often. */
export type FaultRule = FrameToClientRule | FrameFromClientRule | HandshakeRule | RestRule | EventRule;

/** Where something can go wrong. */
export type FaultPlace = FaultRule['at'];

/** A fault that was added, and what has come of it so far. */
export interface AddedFault {
  /** How often something came by that it is meant for. */
  readonly met: number;
  /** How often it happened. */
  readonly count: number;
  /** It happens no more. What is on its way late still comes. */
  remove(): void;
}

/** Faults of an emulator, for tests of what stands in front of it. */
export interface EmulatorFaults {
  /**
   * Lets something go wrong from now on. Of several that are due at once, delays add up, and of the others the one that was added first
   * happens.
   * @throws ConfigurationError (`WPS_EMULATOR_SETTING`) for what cannot be, such as `reorder` at `rest`, and `WPS_CLOCK_DURATION` for a delay
   * that is no length of time.
   *
   * @example
   * emulator.faults.add({ at: 'frameToClient', frame: 'ack', fault: 'drop', times: 1 });
   * emulator.faults.add({ at: 'rest', operation: 'sendToAll', fault: { status: 429, retryAfterSeconds: 1 }, times: 2 });
   */
  add(rule: FaultRule): AddedFault;
  /** Removes them all, and what is late comes at once. After a `reset()` of the emulator there are none, either. */
  clear(): void;
}
