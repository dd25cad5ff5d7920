/**
 * Keeps what was used lately, at most twice `limit` values: when the recent ones have become too many, they turn into the earlier ones, and of
 * those what nobody asks for again is forgotten. Finding what is in use stays one look-up.
 */
export class RecentlyUsed<V> {
  readonly #limit: number;
  #recent = new Map<string, V>();
  #earlier = new Map<string, V>();

  constructor(limit: number) {
    this.#limit = limit;
  }

  /** The value of a key, made when there is none, or none any more. */
  get(key: string, make: () => V): V {
    return this.#recent.get(key) ?? this.#keep(key, this.#earlier.get(key) ?? make());
  }

  #keep(key: string, value: V): V {
    if (this.#recent.size >= this.#limit) {
      this.#earlier = this.#recent;
      this.#recent = new Map();
    }
    this.#recent.set(key, value);
    return value;
  }
}
