import type { TapEntry } from './entries.js';

/** How much a listener gets. */
export interface TapOptions {
  /** Entries kept for a listener that is slower than the emulator; then the oldest go. 1 to 1,000,000; 10,000 unless said. */
  readonly buffer?: number;
  /** Whether entries of frames have their message, too: what users of the app wrote. Of those, at most 64 MiB are kept. */
  readonly contents?: boolean;
}

/** What happens in an emulator, from the call of `events()` on until it is left or the emulator closes. */
export interface TapEvents extends AsyncIterableIterator<TapEntry> {
  /** How many entries this listener was too slow for; an entry `tap.lost` stands where they are missing. */
  readonly lost: number;
  /** Leaves: nothing more is kept for it. */
  return(): Promise<IteratorResult<TapEntry>>;
  /** Itself. */
  [Symbol.asyncIterator](): TapEvents;
}

export interface TapListenerOptions {
  readonly buffer: number;
  readonly contents: boolean;
  readonly onLeft: (listener: TapListener) => void;
}

const mostMessageBytes = 64 * 1024 * 1024;
const done: IteratorResult<TapEntry> = { done: true, value: undefined };

/** One listener: a bounded queue between the emulator, which never waits, and a loop that may be slow. */
export class TapListener implements TapEvents {
  readonly #options: TapListenerOptions;
  readonly #entries: (TapEntry | undefined)[] = [];
  readonly #waiting: ((result: IteratorResult<TapEntry>) => void)[] = [];
  /** Where the oldest entry is: what is before it was taken. */
  #first = 0;
  /** Of the messages in the entries. */
  #bytes = 0;
  #lost = 0;
  #untold = 0;
  #isOver = false;

  constructor(options: TapListenerOptions) {
    this.#options = options;
  }

  get lost(): number {
    return this.#lost;
  }

  /** Takes an entry; it never waits. */
  take(entry: TapEntry): void {
    const shown = this.#options.contents ? entry : withoutMessage(entry);
    const waiting = this.#waiting.shift();
    if (waiting !== undefined) return waiting({ done: false, value: shown });
    this.#entries.push(shown);
    this.#bytes += messageBytesOf(shown);
    while (this.#isFull()) this.#lose();
  }

  async next(): Promise<IteratorResult<TapEntry>> {
    const oldest = this.#entries[this.#first];
    if (oldest !== undefined && this.#untold > 0) return { done: false, value: this.#tellLost(oldest) };
    if (oldest !== undefined) return { done: false, value: this.#shift() ?? oldest };
    if (this.#isOver) return done;
    return new Promise((resolve) => this.#waiting.push(resolve));
  }

  /** Leaves: nothing more is kept for it. */
  async return(): Promise<IteratorResult<TapEntry>> {
    this.#entries.length = 0;
    this.#first = 0;
    this.#bytes = 0;
    this.end();
    this.#options.onLeft(this);
    return done;
  }

  /** Nothing more comes; what is kept can still be read. */
  end(): void {
    this.#isOver = true;
    for (const waiting of this.#waiting.splice(0)) waiting(done);
  }

  [Symbol.asyncIterator](): this {
    return this;
  }

  #tellLost({ id, time }: TapEntry): TapEntry {
    const count = this.#untold;
    this.#untold = 0;
    return { id: id - 1, time, what: 'tap.lost', count };
  }

  #isFull(): boolean {
    const kept = this.#entries.length - this.#first;
    return kept > this.#options.buffer || (kept > 1 && this.#bytes > mostMessageBytes);
  }

  #lose(): void {
    this.#shift();
    this.#lost += 1;
    this.#untold += 1;
  }

  #shift(): TapEntry | undefined {
    const entry = this.#entries[this.#first];
    // Its message may be large: nobody holds on to it here.
    this.#entries[this.#first] = undefined;
    this.#first += 1;
    if (entry !== undefined) this.#bytes -= messageBytesOf(entry);
    // Moving the rest for each entry would make a long queue slow.
    if (this.#first > 1000 && this.#first * 2 > this.#entries.length) {
      this.#entries.splice(0, this.#first);
      this.#first = 0;
    }
    return entry;
  }
}

function messageBytesOf(entry: TapEntry): number {
  return 'message' in entry && entry.message !== undefined ? entry.bytes : 0;
}

function withoutMessage(entry: TapEntry): TapEntry {
  if (!('message' in entry)) return entry;
  const { message: _, ...rest } = entry;
  return rest;
}
