/** The last of many things, in order; the oldest go. */
export class Ring<T> {
  readonly #most: number;
  readonly #items: T[] = [];
  /** Where the oldest is, once it is full. */
  #first = 0;

  constructor(most: number) {
    this.#most = most;
  }

  get length(): number {
    return this.#items.length;
  }

  add(item: T): void {
    if (this.#items.length < this.#most) {
      this.#items.push(item);
      return;
    }
    this.#items[this.#first] = item;
    this.#first = (this.#first + 1) % this.#most;
  }

  /** From the oldest on. */
  *[Symbol.iterator](): Generator<T> {
    yield* this.#items.slice(this.#first);
    yield* this.#items.slice(0, this.#first);
  }
}
