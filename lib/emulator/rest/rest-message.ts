/** A request of the REST interface, read up to its body. */
export interface RestRequest {
  readonly method: string;
  /** As it stood on the wire; it is decoded after it was split. */
  readonly path: string;
  readonly query: RestQuery;
  readonly host: string;
  readonly header: (name: string) => string | undefined;
  readonly headerNames: readonly string[];
  /** The bytes of the body; it throws when there are more than `limit`. */
  readonly readBody: (limit: number) => Promise<Buffer>;
}

export interface RestAnswer {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
  /** The connection breaks where the answer would stand. */
  readonly isCut?: true;
}

/** The query of a request; names are taken in any letter case. */
export class RestQuery {
  readonly #values = new Map<string, string[]>();

  constructor(text: string) {
    for (const [name, value] of new URLSearchParams(text)) {
      const key = name.toLowerCase();
      const values = this.#values.get(key);
      if (values === undefined) this.#values.set(key, [value]);
      else values.push(value);
    }
  }

  all(name: string): readonly string[] {
    return this.#values.get(name.toLowerCase()) ?? [];
  }

  one(name: string): string | undefined {
    return this.all(name).at(-1);
  }
}
