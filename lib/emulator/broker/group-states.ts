import type { GroupState, GroupStateItem } from '../../protocol/group-state.js';

interface Owner {
  readonly id: string;
  readonly userId: string | undefined;
}

const none: ReadonlySet<never> = new Set();

/** What connections of one hub tell of themselves in their groups, and who wants to hear of it. */
export class GroupStates<C extends Owner> {
  readonly #items = new Map<string, Map<string, GroupStateItem>>();
  readonly #subscribers = new Map<string, Set<C>>();
  readonly #lastUpdates = new WeakMap<C, number>();

  /** Every state of a group, in the order in which connections first had one. */
  items(group: string): readonly GroupStateItem[] {
    return [...(this.#items.get(group)?.values() ?? [])];
  }

  /** Replaces the whole state of a connection, or takes it away; the item tells what has changed. */
  set(connection: C, group: string, state: GroupState | undefined, now: number): GroupStateItem {
    const { id: connectionId, userId } = connection;
    // official emulator, an early version: times of a connection never stand still.
    const updatedAt = Math.max(now, (this.#lastUpdates.get(connection) ?? 0) + 1);
    this.#lastUpdates.set(connection, updatedAt);
    if (state === undefined) {
      this.#remove(connectionId, group);
      return { connectionId, userId, updatedAt };
    }
    const item = { connectionId, userId, state, updatedAt };
    const items = this.#items.get(group) ?? new Map<string, GroupStateItem>();
    this.#items.set(group, items.set(connectionId, item));
    return item;
  }

  subscribers(group: string): ReadonlySet<C> {
    return this.#subscribers.get(group) ?? none;
  }

  subscribe(connection: C, group: string): void {
    const subscribers = this.#subscribers.get(group) ?? new Set<C>();
    this.#subscribers.set(group, subscribers.add(connection));
  }

  unsubscribe(connection: C, group: string): void {
    const subscribers = this.#subscribers.get(group);
    subscribers?.delete(connection);
    if (subscribers?.size === 0) this.#subscribers.delete(group);
  }

  #remove(connectionId: string, group: string): void {
    const items = this.#items.get(group);
    items?.delete(connectionId);
    if (items?.size === 0) this.#items.delete(group);
  }
}
