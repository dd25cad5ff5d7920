import type { EventType } from '../../protocol/event-type.js';
import type { MessageContent } from '../../protocol/frames.js';
import type { FaultKind } from '../faults/fault.js';
import type { FaultPlace } from '../faults/rule.js';

/** A connection as entries name it. */
export interface TappedConnection {
  readonly hub: string;
  readonly connectionId: string;
}

/**
 * A frame of either direction; of its members those that it has.
 * @inlineType MessageContent
 */
export interface TappedFrame extends TappedConnection {
  /** As the protocols name it: `sendToGroup`, `ack`, … */
  readonly type: string;
  /** On the wire. */
  readonly bytes: number;
  readonly group?: string | undefined;
  readonly event?: string | undefined;
  readonly invocationId?: string | undefined;
  readonly streamId?: string | undefined;
  /** A text where it is too large for a number. */
  readonly ackId?: number | string | undefined;
  readonly sequenceId?: number | string | undefined;
  /** Only for those who ask for `contents`. */
  readonly message?: MessageContent | undefined;
}

/** An event by what it is. */
export interface TappedEventName extends TappedConnection {
  readonly eventType: EventType;
  readonly eventName: string;
}

/** An event on its way to the app; `eventId` is its `ce-id`. */
export interface TappedEvent extends TappedEventName {
  readonly eventId: number;
}

/** What there is to see, each with what is known of it. `why` is a sentence for people. */
export interface TapContents {
  /** A client wants to come in. */
  readonly 'client.asks': { readonly hub: string; readonly subprotocols: readonly string[] };
  /** It is turned away. */
  readonly 'client.refused': { readonly hub?: string | undefined; readonly status: number; readonly why: string };
  /** It is in. */
  readonly 'client.opened': TappedConnection & {
    readonly userId: string | undefined;
    readonly subprotocol: string | undefined;
    readonly isReliable: boolean;
  };
  /** A reliable connection has another WebSocket. */
  readonly 'client.recovered': TappedConnection;
  /** A client that came back cannot take up its connection. */
  readonly 'client.notRecovered': { readonly hub: string; readonly why: string };
  /** A WebSocket is gone; its connection waits for another. */
  readonly 'client.lost': TappedConnection & { readonly why: string };
  /** A connection is over. */
  readonly 'client.ended': TappedConnection & { readonly why: string };

  /** A client has sent it. */
  readonly 'frame.received': TappedFrame;
  /** It could not be read: the WebSocket is closed. */
  readonly 'frame.refused': TappedConnection & { readonly bytes: number; readonly code: number; readonly why: string };
  /** It was read and not done, for example for want of a permission. */
  readonly 'frame.failed': TappedConnection & {
    readonly type: string;
    readonly error: string;
    readonly why: string;
  };
  /** It goes to a client. */
  readonly 'frame.sent': TappedFrame & {
    readonly from?: 'group' | 'server' | undefined;
    readonly error?: string | undefined;
  };

  /** For a reliable connection that is away. */
  readonly 'message.kept': TappedConnection & { readonly sequenceId: number | undefined };
  /** Its time ran out before the client took it. */
  readonly 'message.expired': TappedConnection & { readonly sequenceId: number };
  /** It went nowhere. */
  readonly 'message.dropped': TappedConnection & { readonly why: string };

  readonly 'group.joined': TappedConnection & { readonly group: string };
  readonly 'group.left': TappedConnection & { readonly group: string };

  /** A REST call has come. */
  readonly 'rest.called': {
    readonly hub?: string | undefined;
    readonly method: string;
    /** Without its query. */
    readonly path: string;
    readonly operation?: string | undefined;
  };
  /** It is answered, or refused with a reason. */
  readonly 'rest.answered': { readonly status: number; readonly why?: string | undefined };

  /** Who takes an event: the index in `eventHandlers` of the hub, or nobody. */
  readonly 'event.handler': TappedEventName & { readonly handler?: number; readonly why: string };
  /** Whether an app wants events at all, CloudEvents webhook 4.1. */
  readonly 'event.validation': {
    readonly url: string;
    readonly isCached: boolean;
    readonly isAllowed: boolean;
    readonly why: string;
  };
  /** An attempt to bring an event to the app. */
  readonly 'event.sent': TappedEvent & {
    /** Without its query, which may hold a key. */
    readonly url: string;
    readonly bytes: number;
    /** From 1. */
    readonly attempt: number;
    /** Of a repeat: what became of the attempt before. */
    readonly why?: string | undefined;
    /** Its body; only for those who ask for `contents`. */
    readonly message?: MessageContent | undefined;
  };
  /** What the app answered. */
  readonly 'event.answered': TappedEvent & {
    readonly attempt: number;
    readonly status: number;
    readonly bytes: number;
    /** Its body; only for those who ask for `contents`. */
    readonly message?: MessageContent | undefined;
  };
  /** It did not come to a good end. */
  readonly 'event.failed': TappedEvent & { readonly why: string };
  /** The client left, or the emulator closes: nobody waits for an answer. */
  readonly 'event.calledOff': TappedEvent;

  /** Somebody did something on the page of the inspector. */
  readonly 'inspector.acted': {
    readonly action: string;
    readonly hub?: string | undefined;
    readonly connectionId?: string | undefined;
    readonly why: string;
  };

  /** The inspector did not look for the rest of a second, while no page of it was open. */
  readonly 'inspector.away': { readonly why: string };

  /** Something goes wrong because `emulator.faults` says so. */
  readonly 'fault.done': {
    readonly at: FaultPlace;
    readonly fault: FaultKind;
    readonly hub?: string | undefined;
    readonly connectionId?: string | undefined;
    readonly userId?: string | undefined;
    readonly frame?: string | undefined;
    readonly operation?: string | undefined;
    readonly event?: string | undefined;
    readonly why: string;
  };

  /** The settings of a hub were changed. */
  readonly 'hub.set': { readonly hub: string };
  /** The settings file has changed and cannot be used: the last good settings stay. */
  readonly 'settings.refused': { readonly why: string };
  readonly 'emulator.reset': { readonly connections: number };
  /** This listener was too slow: so many entries before the next one are gone. */
  readonly 'tap.lost': { readonly count: number };
}

/** What an entry tells of. */
export type TapWhat = keyof TapContents;

/** @inline */
interface TapCommon {
  /** Counts from 1 for the life of the emulator. */
  readonly id: number;
  /** By the emulator's clock, milliseconds since 1970. */
  readonly time: number;
  /** The `id` of the frame, the call or the client that this came of. */
  readonly cause?: number;
}

/** One entry by what it tells. */
export type TapEntryOf<W extends TapWhat> = W extends TapWhat
  ? TapCommon & { readonly what: W } & TapContents[W]
  : never;

/** One thing that happened in the emulator, or that it decided, and why. No key and no token is ever part of one. */
export type TapEntry = TapEntryOf<TapWhat>;
