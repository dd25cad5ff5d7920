import { InvocationError, WebPubSubClient, type JSONTypes } from '@azure/web-pubsub-client';

export interface AskOptions {
  /** Milliseconds. Without it a question waits for as long as the connection stands. */
  readonly timeout?: number;
  /** Ends the waiting. */
  readonly signal?: AbortSignal;
}

/** The app said no: `name` is such as `BadRequest` or `NotFound`, and the message is the app's own. */
export class RefusedError extends Error {
  override readonly name: string;

  constructor(name: string, message: string) {
    super(message);
    this.name = name;
  }
}

/** A client that asks the app, by the service's own SDK. */
export class Asker {
  readonly #client: WebPubSubClient;

  private constructor(client: WebPubSubClient) {
    this.#client = client;
  }

  /** @param negotiateUrl Where the app hands out what to connect with; it is asked anew for each connection. */
  static async connect(negotiateUrl: string): Promise<Asker> {
    const getClientAccessUrl = async (): Promise<string> => {
      const response = await fetch(negotiateUrl);
      return ((await response.json()) as { readonly url: string }).url;
    };
    const client = new WebPubSubClient({ getClientAccessUrl });
    const connected = new Promise((resolve) => client.on('connected', resolve));
    await client.start();
    await connected;
    return new Asker(client);
  }

  /**
   * Resolves to the app's answer.
   * @throws RefusedError where the app says no; a `TimeoutError` or the reason of `signal` where nobody waits any more; InvocationError where
   * the connection broke.
   */
  async ask(question: string, data: JSONTypes, { timeout, signal }: AskOptions = {}): Promise<unknown> {
    const signals = [signal, timeout === undefined ? undefined : AbortSignal.timeout(timeout)];
    const abortSignal = AbortSignal.any(signals.filter((one) => one !== undefined));
    abortSignal.throwIfAborted();
    try {
      const answer = await this.#client.invokeEvent(question, data, 'json', { abortSignal });
      return answer.data;
    } catch (error) {
      // The SDK says of both ends that the invocation was cancelled; the signal knows which it was.
      abortSignal.throwIfAborted();
      throw error instanceof InvocationError ? refusalOf(error) : error;
    }
  }

  async close(): Promise<void> {
    const stopped = new Promise<void>((resolve) => this.#client.on('stopped', () => resolve()));
    this.#client.stop();
    await stopped;
  }
}

function refusalOf(error: InvocationError): Error {
  const { name, message } = error.errorDetail ?? {};
  return name === undefined ? error : new RefusedError(name, message ?? '');
}
