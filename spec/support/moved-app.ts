import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Emulator } from '../../lib/emulator/index.js';
import type { Host } from '../../lib/host/host.js';
import { accessToken } from './access-token.js';
import type { LoggedLine } from './recording-log.js';
import { eventHeaders, signatureOf } from './signed-event.js';
import { WebSocketClient } from './web-socket-client.js';
import type { Refused } from './web-socket-client.js';

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  /** A JSON value where it is JSON, else a text. */
  readonly body: unknown;
}

/** An event that the emulator does not send: of a group, or of an MQTT client. */
export interface SentEvent {
  readonly type: string;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

/** An app that listens, and its host. */
export interface Running {
  readonly host: Host;
  readonly server: Server;
  readonly lines: readonly LoggedLine[];
}

/** The code of one block, running: its functions on an app of their own, and the emulator with whose clients it talks. */
export class MovedApp {
  readonly module: Readonly<Record<string, unknown>>;
  readonly host: Host;
  /** What the host logged; of an app that starts itself, what it printed to stderr. */
  readonly lines: readonly LoggedLine[];
  readonly url: string;
  readonly #emulator: Emulator;
  readonly #clients: WebSocketClient[] = [];

  constructor(module: object, running: Running, emulator: Emulator) {
    this.module = module as Readonly<Record<string, unknown>>;
    this.host = running.host;
    this.lines = running.lines;
    this.url = `http://127.0.0.1:${String((running.server.address() as AddressInfo).port)}`;
    this.#emulator = emulator;
  }

  async ask(path: string, init: RequestInit = {}): Promise<Answer> {
    const answer = await fetch(new URL(path, this.url), init);
    const text = await answer.text();
    const isJson = answer.headers.get('content-type')?.includes('json') === true;
    return { status: answer.status, headers: answer.headers, body: isJson ? JSON.parse(text) : text };
  }

  /** Connects with the URL that a route hands out, or with one of its own. */
  async client(path: string, subprotocols: string[] = []): Promise<WebSocketClient> {
    return this.#keep(await WebSocketClient.open(await this.#clientUrl(path), subprotocols));
  }

  /** Connects a user to the hub `chathub` with a token that no route handed out. */
  async clientOf(userId: string, subprotocols: string[] = []): Promise<WebSocketClient> {
    const token = accessToken({ aud: `${this.#emulator.url}/client/hubs/chathub`, sub: userId });
    const url = `ws://${this.origin}/client/hubs/chathub?access_token=${token}`;
    return this.#keep(await WebSocketClient.open(url, subprotocols));
  }

  /** The same with the JSON subprotocol, after its `connected` frame. */
  async jsonClientOf(userId: string): Promise<WebSocketClient> {
    const client = await this.clientOf(userId, ['json.webpubsub.azure.v1']);
    await client.next();
    return client;
  }

  async refused(path: string): Promise<Refused> {
    return WebSocketClient.refused(await this.#clientUrl(path));
  }

  #keep(client: WebSocketClient): WebSocketClient {
    this.#clients.push(client);
    return client;
  }

  async #clientUrl(path: string): Promise<string> {
    const { body } = await this.ask(path);
    return (body as { url: string }).url;
  }

  /** An instance of a class of the block, for a story that calls its methods. */
  controller(name: string): unknown {
    return new (this.module[name] as new () => object)();
  }

  /** Where the emulator's events come from. */
  get origin(): string {
    return new URL(this.#emulator.url).host;
  }

  /** Posts a signed event of the hub `chathub`, or of that in the headers, to where events go, or to another path. */
  async post({ type, body = {}, headers = {} }: SentEvent, path?: string): Promise<Answer> {
    const { connectionString } = this.#emulator;
    const key = /AccessKey=([^;]+)/.exec(connectionString)?.[1];
    const lines = eventHeaders({
      'WebHook-Request-Origin': this.origin,
      'Content-Type': 'application/json',
      'ce-type': type,
      'ce-eventName': type.split('.').at(-1) ?? '',
      'ce-hub': 'chathub',
      'ce-signature': signatureOf('c1', key),
      ...headers,
    });
    const hub = Object.fromEntries(lines)['ce-hub'] ?? '';
    return this.ask(path ?? this.host.eventHandlerPath(hub), {
      ...{ method: 'POST', headers: lines.map((line) => [...line]) },
      body: typeof body === 'string' ? body : JSON.stringify(body),
    });
  }

  async leave(): Promise<void> {
    for (const client of this.#clients) client.socket.terminate();
  }
}
