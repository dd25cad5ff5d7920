import type { InspectorRequestName, InspectorRequests } from '../wire.js';

/** The emulator says no, or is not there. */
export class RequestError extends Error {
  readonly status: number;

  constructor(status: number, message: string) {
    super(message);
    this.status = status;
  }
}

/** Asks the emulator, as nobody but this page can. */
export class Requests {
  readonly #token: string;

  constructor(token: string) {
    this.#token = token;
  }

  /** Its answer, before its body was read. */
  async open<N extends InspectorRequestName>(
    name: N,
    body: InspectorRequests[N],
    signal?: AbortSignal,
  ): Promise<Response> {
    const response = await fetch(`api/${name}`, {
      method: 'POST',
      headers: { authorization: `Bearer ${this.#token}`, 'content-type': 'application/json' },
      body: JSON.stringify(body),
      ...(signal === undefined ? {} : { signal }),
    });
    if (response.ok) return response;
    const { problem } = (await response.json()) as { readonly problem: string };
    throw new RequestError(response.status, problem);
  }

  async ask<N extends InspectorRequestName>(name: N, body: InspectorRequests[N]): Promise<unknown> {
    return (await this.open(name, body)).json();
  }
}
