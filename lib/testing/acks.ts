import { within, type Wait } from './within.js';

interface Asked extends Wait<Ack> {
  readonly what: string;
}

/** What the service says to a request: yes, or the name and the words of its no. */
export interface Ack {
  readonly ackId: number;
  readonly success: boolean;
  readonly error?: { readonly name?: string; readonly message?: string };
}

/** A request, and how long it may take. */
export interface Request {
  /** For messages: the call, and whose it is. */
  readonly what: string;
  readonly milliseconds: number;
  /** What came instead, in words. */
  readonly instead: () => string;
  readonly send: (ackId: number) => Promise<void>;
}

/** Requests of a client that the service has not acknowledged yet. */
export class Acks {
  readonly #asked = new Map<number, Asked>();
  #last = 0;

  /** Resolves to the acknowledgement of the service; rejects where it says no, or nothing for too long. */
  async ask({ what, milliseconds, instead, send }: Request): Promise<Ack> {
    const ackId = (this.#last += 1);
    const late = (): string => {
      this.#asked.delete(ackId);
      return `${what} was not acknowledged within ${String(milliseconds)} ms. Does its function return? ${instead()}`;
    };
    return within<Ack>({ milliseconds, late }, (wait) => {
      this.#asked.set(ackId, { ...wait, what });
      send(ackId).catch((error: unknown) => this.#fail(ackId, error as Error));
    });
  }

  take(ack: Ack): void {
    const { ackId, success, error: { name = 'Error', message = '' } = {} } = ack;
    const asked = this.#asked.get(ackId);
    if (asked === undefined) return;
    if (!success)
      return this.#fail(ackId, Object.assign(new Error(`${asked.what} failed: ${name}: ${message}`), { name }));
    this.#asked.delete(ackId);
    asked.resolve(ack);
  }

  /** None of them is answered any more. */
  end(how: string): void {
    for (const [ackId, { what }] of [...this.#asked])
      this.#fail(ackId, new Error(`${what} was not acknowledged: ${how}.`));
  }

  #fail(ackId: number, error: Error): void {
    this.#asked.get(ackId)?.reject(error);
    this.#asked.delete(ackId);
  }
}
