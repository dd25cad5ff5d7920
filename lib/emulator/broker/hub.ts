import { GroupStates } from './group-states.js';

/** What a hub needs to know of a connection. */
interface Member {
  readonly id: string;
  readonly userId: string | undefined;
  readonly groups: Set<string>;
}

/** Told of every connection that came into a group or went out of it. */
export type OnMoved<C> = (connection: C, group: string, event: 'joined' | 'left') => void;

const none: ReadonlySet<never> = new Set();

/** Indexes the connections of one hub by id, user and group, with their states beside, and does nothing else. */
export class Hub<C extends Member> {
  /** In lower case. */
  readonly name: string;
  readonly states = new GroupStates<C>();
  readonly #byId = new Map<string, C>();
  readonly #byUser = new Map<string, Set<C>>();
  readonly #byGroup = new Map<string, Set<C>>();
  readonly #onMoved: OnMoved<C>;

  constructor(name: string, onMoved: OnMoved<C> = () => undefined) {
    this.name = name;
    this.#onMoved = onMoved;
  }

  add(connection: C): void {
    this.#byId.set(connection.id, connection);
    if (connection.userId !== undefined) enter(this.#byUser, connection.userId, connection);
  }

  remove(connection: C): void {
    for (const group of connection.groups) this.leave(connection, group);
    if (connection.userId !== undefined) exit(this.#byUser, connection.userId, connection);
    this.#byId.delete(connection.id);
  }

  /** Joining a group one is in is fine. */
  join(connection: C, group: string): void {
    if (connection.groups.has(group)) return;
    connection.groups.add(group);
    enter(this.#byGroup, group, connection);
    this.#onMoved(connection, group, 'joined');
  }

  /** Leaving a group one is not in is fine. */
  leave(connection: C, group: string): void {
    if (!connection.groups.delete(group)) return;
    exit(this.#byGroup, group, connection);
    this.#onMoved(connection, group, 'left');
  }

  connection(id: string): C | undefined {
    return this.#byId.get(id);
  }

  isEmpty(): boolean {
    return this.#byId.size === 0;
  }

  connections(): Iterable<C> {
    return this.#byId.values();
  }

  ofUser(userId: string): ReadonlySet<C> {
    return this.#byUser.get(userId) ?? none;
  }

  inGroup(group: string): ReadonlySet<C> {
    return this.#byGroup.get(group) ?? none;
  }
}

function enter<C>(index: Map<string, Set<C>>, key: string, connection: C): void {
  const entries = index.get(key);
  if (entries === undefined) index.set(key, new Set([connection]));
  else entries.add(connection);
}

// A group or user exists only while it has connections.
function exit<C>(index: Map<string, Set<C>>, key: string, connection: C): void {
  const entries = index.get(key);
  entries?.delete(connection);
  if (entries?.size === 0) index.delete(key);
}
