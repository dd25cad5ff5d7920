import type { ShownEntry } from '../wire.js';

const most = 20_000;

/** Who is who, by connection: the last so many. */
export class Users {
  readonly #names = new Map<string, string>();

  of(connectionId: string | undefined): string | undefined {
    return connectionId === undefined ? undefined : this.#names.get(connectionId);
  }

  name(connectionId: string, userId: string): void {
    this.#names.set(connectionId, userId);
    for (const oldest of this.#names.keys()) {
      if (this.#names.size <= most) return;
      this.#names.delete(oldest);
    }
  }

  /** An entry may tell who somebody is. */
  learn({ what, connectionId, userId }: ShownEntry): void {
    if (what === 'client.opened' && connectionId !== undefined && userId !== undefined) this.name(connectionId, userId);
  }
}
