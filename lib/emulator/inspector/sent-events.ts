import type { UpstreamEvent } from '../upstream/event.js';
import type { EventTarget } from '../upstream/event-target.js';
import { weightOf } from './weight.js';

/** An event that was sent, and whom it was sent to. */
export interface SentEvent {
  readonly event: UpstreamEvent;
  readonly target: EventTarget;
}

const most = 2000;
const mostBytes = 32 * 1024 * 1024;

/** The last events by the number of their entry, so that one can be sent once more. */
export class SentEvents {
  readonly #byEntry = new Map<number, SentEvent>();
  #bytes = 0;

  readonly add = (entryId: number, sent: SentEvent): void => {
    this.#byEntry.set(entryId, sent);
    this.#bytes += bytesOf(sent);
    for (const [oldest, { event, target }] of this.#byEntry) {
      if (this.#byEntry.size <= most && this.#bytes <= mostBytes) return;
      this.#byEntry.delete(oldest);
      this.#bytes -= bytesOf({ event, target });
    }
  };

  get(entryId: number): SentEvent | undefined {
    return this.#byEntry.get(entryId);
  }

  clear(): void {
    this.#byEntry.clear();
    this.#bytes = 0;
  }
}

/** Of the cookies of a connection there is one jar, which has limits of its own. */
function bytesOf({ event: { body, cookies: _, ...headed } }: SentEvent): number {
  return Buffer.byteLength(body) + weightOf(headed);
}
