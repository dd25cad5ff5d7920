import { timingSafeEqual } from 'node:crypto';
import { Recent } from './recent.js';

// Some 200 bytes each, in at most twice as many.
const connectionLimit = 20_000;
/** One element for each of two keys, as the service sends them, is shorter. */
const lengthLimit = 200;
const printable = /^[\x20-\x7e]+$/;

/**
 * The signatures that were accepted, by connection id. Key and connection id alone make a signature, so it stays the same while the connection
 * lives, and need not be made again to be compared. Only what was accepted is kept: nobody without a key can fill the memory.
 */
export class SignatureMemory {
  readonly #accepted = new Recent<string>(connectionLimit);
  // Written over at each comparison: two buffers for each of them would cost more than to compare.
  #presented = Buffer.alloc(0);
  #expected = Buffer.alloc(0);

  /** Whether the very same signature was accepted for the connection, compared in constant time; its length is not secret. */
  has(connectionId: string, signature: string): boolean {
    const accepted = this.#accepted.get(connectionId);
    if (accepted?.length !== signature.length) return false;
    if (this.#expected.length !== accepted.length) this.#resize(accepted.length);
    // What was accepted has one byte a character; what has more does not fit.
    if (this.#presented.write(signature) !== accepted.length) return false;
    this.#expected.write(accepted);
    return timingSafeEqual(this.#presented, this.#expected);
  }

  add(connectionId: string, signature: string): void {
    if (signature.length <= lengthLimit && printable.test(signature)) this.#accepted.set(connectionId, signature);
  }

  #resize(length: number): void {
    this.#presented = Buffer.alloc(length);
    this.#expected = Buffer.alloc(length);
  }
}
