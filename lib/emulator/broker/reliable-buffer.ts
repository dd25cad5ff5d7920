import type { DataFrame } from '../../protocol/frames.js';
import type { Limits } from './limits.js';

interface Kept {
  readonly frame: DataFrame & { readonly sequenceId: number };
  readonly bytes: number;
  readonly expiresAt: number;
}

/** When a message came, and when it is worth nothing any more. */
export interface Lifetime {
  readonly now: number;
  readonly expiresAt: number;
}

/** Messages of a reliable connection that the client has not acknowledged, numbered from 1 for the connection's life. */
export class ReliableBuffer {
  readonly #limits: Limits;
  readonly #onExpired: (sequenceId: number) => void;
  #kept: Kept[] = [];
  #bytes = 0;
  #lastSequenceId = 0;

  constructor(limits: Limits, onExpired: (sequenceId: number) => void = () => undefined) {
    this.#limits = limits;
    this.#onExpired = onExpired;
  }

  /** Numbers a message and keeps it; undefined when it does not fit any more. */
  keep(frame: DataFrame, { now, expiresAt }: Lifetime): DataFrame | undefined {
    const bytes = sizeOf(frame);
    if (!this.#hasRoom(bytes)) this.#forgetExpired(now);
    if (!this.#hasRoom(bytes)) return undefined;
    this.#lastSequenceId += 1;
    const numbered = { ...frame, sequenceId: this.#lastSequenceId };
    this.#kept.push({ frame: numbered, bytes, expiresAt });
    this.#bytes += bytes;
    return numbered;
  }

  /** Forgets everything up to and including an id; one beyond the newest forgets all. */
  acknowledge(sequenceId: bigint): void {
    const rest = this.#kept.findIndex(({ frame }) => BigInt(frame.sequenceId) > sequenceId);
    this.#forget(rest < 0 ? this.#kept.length : rest);
  }

  /** What is to be sent again, in order, without what has outlived its time. */
  unacknowledged(now: number): readonly DataFrame[] {
    this.#forgetExpired(now);
    return this.#kept.map(({ frame }) => frame);
  }

  snapshot(): { readonly messages: number; readonly bytes: number; readonly lastSequenceId: number } {
    return { messages: this.#kept.length, bytes: this.#bytes, lastSequenceId: this.#lastSequenceId };
  }

  #hasRoom(bytes: number): boolean {
    return this.#kept.length < this.#limits.unackedMessages && this.#bytes + bytes <= this.#limits.unackedBytes;
  }

  #forgetExpired(now: number): void {
    const expired = this.#kept.filter(({ expiresAt }) => expiresAt <= now);
    if (expired.length === 0) return;
    this.#kept = this.#kept.filter(({ expiresAt }) => expiresAt > now);
    for (const { frame, bytes } of expired) {
      this.#bytes -= bytes;
      this.#onExpired(frame.sequenceId);
    }
  }

  #forget(count: number): void {
    for (const { bytes } of this.#kept.splice(0, count)) this.#bytes -= bytes;
  }
}

function sizeOf(frame: DataFrame): number {
  return Buffer.byteLength(frame.type === 'message' ? frame.message.data : JSON.stringify(frame.items));
}
