import type { Connection } from './connection.js';

const none: ReadonlySet<Connection> = new Set();

/** Indexes the connections of one hub by id, user and group, and does nothing else. */
export class Hub {
  /** In lower case. */
  readonly name: string;
  readonly #byId = new Map<string, Connection>();
  readonly #byUser = new Map<string, Set<Connection>>();
  readonly #byGroup = new Map<string, Set<Connection>>();

  constructor(name: string) {
    this.name = name;
  }

  add(connection: Connection): void {
    this.#byId.set(connection.id, connection);
    if (connection.userId !== undefined) enter(this.#byUser, connection.userId, connection);
  }

  remove(connection: Connection): void {
    for (const group of connection.groups) this.leave(connection, group);
    if (connection.userId !== undefined) exit(this.#byUser, connection.userId, connection);
    this.#byId.delete(connection.id);
  }

  join(connection: Connection, group: string): void {
    connection.groups.add(group);
    enter(this.#byGroup, group, connection);
  }

  /** Leaving a group one is not in is fine. */
  leave(connection: Connection, group: string): void {
    connection.groups.delete(group);
    exit(this.#byGroup, group, connection);
  }

  connection(id: string): Connection | undefined {
    return this.#byId.get(id);
  }

  connections(): Iterable<Connection> {
    return this.#byId.values();
  }

  ofUser(userId: string): ReadonlySet<Connection> {
    return this.#byUser.get(userId) ?? none;
  }

  inGroup(group: string): ReadonlySet<Connection> {
    return this.#byGroup.get(group) ?? none;
  }
}

function enter(index: Map<string, Set<Connection>>, key: string, connection: Connection): void {
  const entries = index.get(key);
  if (entries === undefined) index.set(key, new Set([connection]));
  else entries.add(connection);
}

// A group or user exists only while it has connections.
function exit(index: Map<string, Set<Connection>>, key: string, connection: Connection): void {
  const entries = index.get(key);
  entries?.delete(connection);
  if (entries?.size === 0) index.delete(key);
}
