import { inspect } from 'node:util';
import type { WebPubSubServer } from '../../outputs/web-pubsub-server.js';
import { detachedRuntime } from '../runtime.js';
import { requireStarted } from '../started-work.js';
import type { InvocationRuntime } from '../runtime.js';
import type { Logger } from '../logger.js';

/** Who the platform in front of the app says the caller is. */
export interface Principal {
  readonly userId?: string;
  /** For people to read, such as an address. */
  readonly name?: string;
  /** For example `aad` or `github`. */
  readonly provider?: string;
  readonly roles?: readonly string[];
  readonly claims?: readonly { readonly type: string; readonly value: string }[];
}

/** What an {@link HttpContext} is made of; a test gives what it needs. */
export interface HttpContextInit {
  /** Default `GET`. */
  readonly method?: string;
  /** Path and query. Default `/`. */
  readonly url?: string;
  readonly query?: Readonly<Record<string, string | readonly string[]>>;
  readonly headers?: Readonly<Record<string, string>>;
  readonly params?: Readonly<Record<string, string>>;
  readonly body?: unknown;
  readonly rawBody?: Buffer;
  readonly state?: unknown;
  readonly principal?: Principal | undefined;
  /** The hub of `getWebPubSubServer()`. */
  readonly hub?: string | undefined;
  /** What the host lends to the context; a test may leave it out. */
  readonly runtime?: InvocationRuntime;
}

/** One run of a function that an HTTP request started. */
export class HttpContext {
  /** For example `GET`. */
  readonly method: string;
  /** Path and query, as requested. */
  readonly url: string;
  /** A repeated parameter is an array. */
  readonly query: Readonly<Record<string, string | readonly string[]>>;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  /** Route parameters. */
  readonly params: Readonly<Record<string, string>>;
  /** JSON and forms as values, text as a string, anything else as a Buffer; undefined where there is none. */
  readonly body: unknown;
  /** The bytes that `body` was read from; empty where there is none. */
  readonly rawBody: Buffer;
  /** What earlier middleware left on the request (Koa's `ctx.state`). */
  readonly state: unknown;
  /** Who the platform says the caller is, with `trustClientPrincipal`; undefined where nobody is, or it is not to be believed. */
  readonly principal: Principal | undefined;
  readonly #hub: string | undefined;
  readonly #runtime: InvocationRuntime;

  constructor(init: HttpContextInit = {}) {
    this.method = init.method ?? 'GET';
    this.url = init.url ?? '/';
    this.query = init.query ?? {};
    this.headers = init.headers ?? {};
    this.params = init.params ?? {};
    this.body = init.body;
    this.rawBody = init.rawBody ?? Buffer.alloc(0);
    this.state = init.state ?? {};
    this.principal = init.principal;
    this.#hub = init.hub;
    this.#runtime = init.runtime ?? detachedRuntime;
  }

  /** What a log may show of a context: neither query nor headers nor body, where keys and tokens travel. */
  toJSON(): Record<string, unknown> {
    const { method, url, params } = this;
    return { method, path: url.split('?', 1).join(), params };
  }

  /**
   * The same for `console.log` and `util.inspect`.
   * @internal
   */
  [inspect.custom](): string {
    return `${this.constructor.name} ${inspect(this.toJSON(), { customInspect: false })}`;
  }

  /** Aborted when the deadline of the invocation passes, and when the host closes. */
  get signal(): AbortSignal {
    return this.#runtime.signal;
  }

  /** Adds the function's name to every line. */
  get log(): Logger {
    return this.#runtime.log;
  }

  /**
   * Keeps the invocation's outputs open for work that goes on after the answer. A rejection reaches `onError`.
   * @throws InvocationError (`WPS_WORK_INVALID`) for a function: nobody would call it.
   */
  waitUntil(work: Promise<unknown>): void {
    requireStarted(work);
    this.#runtime.waitUntil(work);
  }

  /** Operations of the service on a hub, by default that of `@Hub` or the setting `WebPubSubHub`, each sent at once. */
  getWebPubSubServer(hub?: string): WebPubSubServer {
    return this.#runtime.server(hub ?? this.#hub ?? '');
  }
}
