import type { ServerFrame } from '../../protocol/frames.js';
import { CookieJar } from './cookie-jar.js';
import { AckMemory } from './ack-memory.js';
import { permissionsOf, type Permissions } from './group-permission.js';
import type { Hub } from './hub.js';
import type { OpenStream } from './streams.js';
import type { ReliableBuffer } from './reliable-buffer.js';

/** Where the frames of a connection go: the client's end of the wire, or an array in a spec. */
export interface Receiver {
  deliver(frame: ServerFrame): void;
  /** Ends it with a WebSocket close code. */
  close(code: number, reason: string): void;
  /** Ends it without a word. */
  abort(): void;
}

/** What a connection begins with: from the token, and from the answer to `connect` over it. */
export interface ConnectionStart {
  readonly id: string;
  readonly userId: string | undefined;
  readonly roles: readonly string[];
  readonly groups: readonly string[];
  /** The subprotocol that the WebSocket was opened with. */
  readonly subprotocol?: string | undefined;
  /** `ce-connectionState`, as the app wrote it. */
  readonly state?: string | undefined;
  /** What the app set on `connect`. */
  readonly cookies?: CookieJar;
  /** Whether it outlives its WebSocket. */
  readonly isReliable?: boolean;
}

/** One connection of a hub. Its members change through the broker; the indexes of the hub follow. */
export class Connection {
  readonly id: string;
  readonly hub: Hub<Connection>;
  readonly userId: string | undefined;
  readonly subprotocol: string | undefined;
  readonly permissions: Permissions;
  readonly acks = new AckMemory();
  readonly groups = new Set<string>();
  readonly buffer: ReliableBuffer | undefined;
  /** What it publishes piece by piece, by the id of the stream. */
  readonly streams = new Map<string, OpenStream>();
  /** The groups in which it has a state, and those whose states it hears of. */
  readonly groupStates = new Set<string>();
  readonly stateSubscriptions = new Set<string>();
  readonly cookies: CookieJar;
  state: string | undefined;
  receiver: Receiver | undefined;
  isEnded = false;
  /** Calls off what ends a connection that nobody recovers. */
  cancelExpiry: (() => void) | undefined;
  // official emulator: 0 is for `connect`, which happens before the connection exists.
  #nextEventId = 1;

  constructor(hub: Hub<Connection>, start: ConnectionStart, buffer: ReliableBuffer | undefined) {
    this.id = start.id;
    this.hub = hub;
    this.userId = start.userId;
    this.subprotocol = start.subprotocol;
    this.permissions = permissionsOf(start.roles);
    this.state = start.state;
    this.cookies = start.cookies ?? new CookieJar();
    this.buffer = buffer;
  }

  /** Every event has an id, whether or not anybody is told of it. */
  takeEventId(): number {
    const eventId = this.#nextEventId;
    this.#nextEventId += 1;
    return eventId;
  }
}
