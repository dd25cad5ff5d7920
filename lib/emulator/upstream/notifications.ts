import type { Connection } from '../broker/connection.js';

interface Line {
  readonly last: Promise<void>;
  readonly waiting: number;
}

// A client that joins and leaves without end must not fill the memory while an app is slow.
const mostWaiting = 1000;

/** Notifications of one connection reach the app one after the other, so that `disconnected` never overtakes `connected`. */
export class Notifications {
  readonly #lines = new WeakMap<Connection, Line>();

  hasRoom(connection: Connection): boolean {
    return (this.#lines.get(connection)?.waiting ?? 0) < mostWaiting;
  }

  /** `send` never rejects. */
  add(connection: Connection, send: () => Promise<void>): void {
    const { last, waiting } = this.#lines.get(connection) ?? { last: undefined, waiting: 0 };
    this.#lines.set(connection, { last: this.#sendAfter(last, connection, send), waiting: waiting + 1 });
  }

  async #sendAfter(last: Promise<void> | undefined, connection: Connection, send: () => Promise<void>): Promise<void> {
    if (last !== undefined) await last;
    await send();
    const line = this.#lines.get(connection);
    if (line !== undefined) this.#lines.set(connection, { ...line, waiting: line.waiting - 1 });
  }
}
