import type { AckId } from '../../protocol/frames.js';

// official emulator: the last 1000 successes of a connection, first in, first out.
const remembered = 1000;

/** The `ackId`s that succeeded on a connection; an id that failed may be tried again. */
export class AckMemory {
  readonly #ids = new Set<AckId>();

  has(ackId: AckId | undefined): boolean {
    return ackId !== undefined && this.#ids.has(ackId);
  }

  add(ackId: AckId): void {
    this.#ids.add(ackId);
    if (this.#ids.size <= remembered) return;
    for (const oldest of this.#ids) {
      this.#ids.delete(oldest);
      return;
    }
  }
}
