import type { ServerResponse } from 'node:http';
import type { TapEntry } from '../tap/entries.js';
import { weightOf } from './weight.js';
import type { ShownEntry, StreamLine } from './wire.js';

export interface PageStreamOptions {
  readonly response: Pick<ServerResponse, 'write' | 'end' | 'writableLength'>;
  readonly show: (entry: TapEntry) => ShownEntry;
  readonly hide: (text: string) => string;
  /** Entries that may wait for a page that is slow, or for an emulator that has no time; then the newest go nowhere. */
  readonly most?: number;
  /** Of them, and of what was written and not taken. */
  readonly mostBytes?: number;
}

// A line is written at most so often: that is quicker for both sides, and nobody sees the difference.
const pause = 40;
const linger = 15_000;
// A page reads and shows a line at a time.
const mostOfLine = 1000;

/** The entries on their way to one page, as lines of JSON: bounded, and never waited for. */
export class PageStream {
  readonly #options: Required<PageStreamOptions>;
  #waiting: TapEntry[] = [];
  #bytes = 0;
  #lost = 0;
  #timer: NodeJS.Timeout | undefined;
  /** Tells a page that is silent from one whose emulator is gone. */
  readonly #sign: NodeJS.Timeout;

  constructor(options: PageStreamOptions) {
    this.#options = { most: 60_000, mostBytes: 16 * 1024 * 1024, ...options };
    this.#sign = setInterval(() => this.#write({ entries: [] }), linger).unref();
  }

  readonly take = (entry: TapEntry): void => {
    if (this.#waiting.length >= this.#options.most || this.#bytes > this.#options.mostBytes) {
      this.#lost += 1;
      return;
    }
    this.#waiting.push(entry);
    this.#bytes += weightOf(entry);
    this.#timer ??= setTimeout(() => this.flush(), pause).unref();
  };

  /** Writes what waits, unless the page has not taken what was written before. */
  flush(): void {
    this.#timer = undefined;
    if (this.#options.response.writableLength > this.#options.mostBytes) {
      this.#timer = setTimeout(() => this.flush(), pause).unref();
      return;
    }
    const [waiting, lost] = [this.#waiting, this.#lost];
    this.#waiting = [];
    this.#bytes = 0;
    this.#lost = 0;
    for (let at = 0; at === 0 || at < waiting.length; at += mostOfLine) {
      this.#write({ entries: waiting.slice(at, at + mostOfLine).map(this.#options.show) });
    }
    if (lost > 0) this.#write({ entries: [], lost });
  }

  end(): void {
    clearTimeout(this.#timer);
    clearInterval(this.#sign);
    this.#options.response.end();
  }

  #write(line: StreamLine): void {
    this.#options.response.write(`${this.#options.hide(JSON.stringify(line))}\n`);
  }
}
