import type { ConnectionSnapshot } from '../broker/snapshot.js';
import type { DataType } from '../../protocol/data-type.js';
import type { TapWhat } from '../tap/entries.js';

/** What a message carries, cut to what a page can show. */
export interface ShownMessage {
  readonly dataType: DataType;
  /** Text as it is, bytes as base64. */
  readonly data: string;
  /** More of it is not shown. */
  readonly isCut?: true;
  readonly metadata?: Readonly<Record<string, string>>;
}

/** One entry of the tap as the page has it: of its members those that the page shows. */
export interface ShownEntry {
  readonly id: number;
  readonly time: number;
  readonly what: TapWhat;
  readonly cause?: number;
  /** Whether its event can be sent once more. */
  readonly canReplay?: true;
  readonly hub?: string;
  readonly connectionId?: string;
  readonly userId?: string;
  readonly subprotocol?: string;
  readonly subprotocols?: readonly string[];
  readonly type?: string;
  readonly group?: string;
  readonly event?: string;
  readonly eventName?: string;
  readonly eventId?: number;
  readonly attempt?: number;
  readonly url?: string;
  readonly method?: string;
  readonly path?: string;
  readonly operation?: string;
  readonly action?: string;
  readonly bytes?: number;
  readonly status?: number;
  readonly count?: number;
  readonly error?: string;
  readonly why?: string;
  readonly message?: ShownMessage;
}

/** One line of the stream. */
export interface StreamLine {
  readonly entries: readonly ShownEntry[];
  /** Entries that this page was too slow for. */
  readonly lost?: number;
}

export interface ShownHandler {
  /** Without its query; undefined for a function of the emulator's process. */
  readonly url?: string;
  readonly events: string;
}

export interface ShownHub {
  readonly name: string;
  readonly handlers: readonly ShownHandler[];
  readonly connectionCount: number;
  /** The first of them. */
  readonly connections: readonly ConnectionSnapshot[];
  /** How many are in each, of the first of them. */
  readonly groups: readonly { readonly name: string; readonly members: number; readonly states: number }[];
  readonly groupCount: number;
}

/** Something that goes wrong for one connection, because the page says so. */
export interface ShownFault {
  readonly hub: string;
  readonly connectionId: string;
  readonly text: string;
  /** How often it has happened. */
  readonly count: number;
}

export interface ShownState {
  readonly url: string;
  readonly hubs: readonly ShownHub[];
  readonly faults: readonly ShownFault[];
}

/** What the page may ask for, each by POST with JSON. */
export interface InspectorRequests {
  readonly stream: { readonly after?: number };
  readonly state: Record<string, never>;
  readonly send: {
    readonly hub: string;
    readonly to: 'all' | 'group' | 'user' | 'connection';
    /** The group, user or connection. */
    readonly target?: string;
    readonly dataType: 'text' | 'json' | 'binary';
    /** Bytes as base64. */
    readonly data: string;
  };
  readonly close: { readonly hub: string; readonly connectionId: string; readonly reason?: string };
  /** Breaks the WebSocket without a word. */
  readonly cut: { readonly hub: string; readonly connectionId: string };
  /** Loses or delays the frames of a connection from now on. */
  readonly disturb: {
    readonly hub: string;
    readonly connectionId: string;
    readonly at: 'frameToClient' | 'frameFromClient';
    readonly fault: 'drop' | 'delay';
    /** Of a delay. */
    readonly milliseconds?: number;
  };
  /** Ends what {@link disturb} began. */
  readonly heal: { readonly hub: string; readonly connectionId: string };
  readonly replay: { readonly id: number };
  readonly client: {
    readonly hub: string;
    readonly userId?: string;
    readonly roles?: readonly string[];
    readonly groups?: readonly string[];
  };
}

export type InspectorRequestName = keyof InspectorRequests;
