import type { RawHttpHeadersInput } from '@azure/core-rest-pipeline';
import type { Dispatcher } from 'undici';

/** An answer as it came, its body still encoded. */
export interface RawAnswer {
  readonly status: number;
  /** In lower case; of a repeated one the first. */
  readonly headers: RawHttpHeadersInput;
  readonly body: Buffer;
}

/** What ends an exchange from outside. */
export interface Ending {
  readonly aborted: boolean;
  addEventListener(type: 'abort', listener: () => void): void;
  removeEventListener(type: 'abort', listener: () => void): void;
}

/**
 * Sends one request by undici and reads its whole answer, with nothing in between: `request()` would make a stream of the body, and a signal for each.
 * Rejects with undici's error, and with an `AbortError` as soon as the signal is aborted.
 */
export function exchange(
  dispatcher: Dispatcher,
  options: Dispatcher.DispatchOptions,
  signal: Ending | undefined,
): Promise<RawAnswer> {
  return new Promise((resolve, reject) => {
    dispatcher.dispatch(options, new Exchange(resolve, reject, signal));
  });
}

type Headers = Readonly<Record<string, string | string[] | undefined>>;

class Exchange implements Dispatcher.DispatchHandler {
  readonly #resolve: (answer: RawAnswer) => void;
  readonly #reject: (error: Error) => void;
  readonly #signal: Ending | undefined;
  readonly #chunks: Buffer[] = [];
  #controller: Dispatcher.DispatchController | undefined;
  #status = 0;
  #headers: RawHttpHeadersInput = {};

  constructor(resolve: (answer: RawAnswer) => void, reject: (error: Error) => void, signal: Ending | undefined) {
    this.#resolve = resolve;
    this.#reject = reject;
    this.#signal = signal;
    signal?.addEventListener('abort', this.#abort);
  }

  onRequestStart(controller: Dispatcher.DispatchController): void {
    this.#controller = controller;
    if (this.#signal?.aborted) this.#abort();
  }

  onResponseStart(_controller: Dispatcher.DispatchController, status: number, headers: Headers): void {
    this.#status = status;
    this.#headers = firstOfEach(headers);
  }

  onResponseData(_controller: Dispatcher.DispatchController, chunk: Buffer): void {
    this.#chunks.push(chunk);
  }

  onResponseEnd(): void {
    this.#end();
    const [status, headers] = [this.#status, this.#headers];
    this.#resolve({ status, headers, body: Buffer.concat(this.#chunks) });
  }

  onResponseError(_controller: Dispatcher.DispatchController, error: Error): void {
    this.#end();
    this.#reject(error);
  }

  // While it waits for a connection there is no controller yet: it ends as soon as it gets one, and nobody waits for that.
  readonly #abort = (): void => {
    const error = abortError();
    this.#end();
    this.#reject(error);
    this.#controller?.abort(error);
  };

  #end(): void {
    this.#signal?.removeEventListener('abort', this.#abort);
  }
}

/** What the SDK rejects with where a signal ended a call. */
export function abortError(): Error {
  return Object.assign(new Error('The call was ended by its signal.'), { name: 'AbortError' });
}

function firstOfEach(headers: Headers): RawHttpHeadersInput {
  const first: Record<string, string> = {};
  for (const [name, value] of Object.entries(headers)) {
    const one = typeof value === 'string' ? value : value?.[0];
    if (one) first[name] = one;
  }
  return first;
}
