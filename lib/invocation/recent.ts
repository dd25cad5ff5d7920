/**
 * What was lately found for a text, within bounded memory. Two generations: what is asked for again moves to the young one; when that is
 * full it becomes the old one, and the old one is forgotten. So neither look-up nor bound needs a list of who was used when.
 */
export class Recent<V> {
  readonly #limit: number;
  #young = new Map<string, V>();
  #old = new Map<string, V>();

  /** Keeps at least the last `limit` entries and at most twice as many. */
  constructor(limit: number) {
    this.#limit = limit;
  }

  get(key: string): V | undefined {
    const young = this.#young.get(key);
    if (young !== undefined) return young;
    const old = this.#old.get(key);
    if (old !== undefined) this.set(key, old);
    return old;
  }

  set(key: string, value: V): void {
    if (this.#young.size >= this.#limit && !this.#young.has(key)) {
      this.#old = this.#young;
      this.#young = new Map();
    }
    this.#young.set(key, value);
  }
}
