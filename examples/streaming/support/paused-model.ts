import { once } from 'node:events';
import type { Model } from '../model.js';

/** A model that makes these tokens at once and then thinks until it is stopped. For specs: it needs no clock. */
export class PausedModel {
  /** Resolves when nobody asks it for tokens any more. */
  readonly ended: Promise<void>;
  readonly write: Model;

  constructor(tokens: readonly string[]) {
    let end: () => void = () => undefined;
    this.ended = new Promise((resolve) => (end = resolve));
    this.write = async function* (_question, signal) {
      try {
        yield* tokens;
        if (!signal.aborted) await once(signal, 'abort');
        signal.throwIfAborted();
      } finally {
        end();
      }
    };
  }
}
