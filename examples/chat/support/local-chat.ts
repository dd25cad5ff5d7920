import { once } from 'node:events';
import { createServer } from 'node:net';
import { startEmulator, type Emulator, type EmulatorLog } from 'web-pubsub-bindings/emulator';
import { connectTestClient, type TestClient } from 'web-pubsub-bindings/testing';
import { startApp, type ChatApp } from '../app.js';
import { hubSettings } from '../service.js';

// That events fail is what some specs are about.
const log: EmulatorLog = { warn: () => undefined, error: (details, message) => console.error(message, details) };

/** The chat with a service of its own, both on free ports, and either can go away and come back. For specs. */
export class LocalChat {
  readonly url: string;
  readonly #servicePort: number;
  #emulator: Emulator;
  #app: ChatApp;

  constructor(emulator: Emulator, app: ChatApp) {
    this.#emulator = emulator;
    this.#app = app;
    this.url = app.url;
    this.#servicePort = Number(new URL(emulator.url).port);
  }

  static async start(): Promise<LocalChat> {
    const emulator = await startEmulator({ port: 0, log });
    const app = await startApp({ connectionString: emulator.connectionString, port: 0 });
    emulator.setHub('chat', hubSettings(app.eventHandlerUrl));
    return new LocalChat(emulator, app);
  }

  /** A person without a page, who comes in as a page does and has been told so. */
  async enter(name: string): Promise<TestClient> {
    const person = await connectTestClient(`${this.url}/login?userid=${encodeURIComponent(name)}`);
    await person.next({ data: { type: 'people', came: name } });
    return person;
  }

  stopApp(): Promise<void> {
    return this.#app.close();
  }

  /** Resolves when the service has called the app, while there is none, and got no answer. */
  async appIsMissed(): Promise<void> {
    const deaf = createServer((socket) => socket.destroy()).listen(this.#appPort);
    await once(deaf, 'connection');
    deaf.close();
    await once(deaf, 'close');
  }

  async startApp(): Promise<void> {
    const { connectionString } = this.#emulator;
    this.#app = await startApp({ connectionString, port: this.#appPort });
    await this.#app.announce();
  }

  stopService(): Promise<void> {
    return this.#emulator.close();
  }

  async startService(): Promise<void> {
    this.#emulator = await startEmulator({ port: this.#servicePort, log });
    this.#emulator.setHub('chat', hubSettings(this.#app.eventHandlerUrl));
  }

  get #appPort(): number {
    return Number(new URL(this.url).port);
  }

  async close(): Promise<void> {
    await this.#emulator.close();
    await this.#app.close();
  }
}

/** A spec about a chat of its own, which is put away also when the spec fails. */
export function inLocalChat(story: (chat: LocalChat) => Promise<void>): () => Promise<void> {
  return async () => {
    const chat = await LocalChat.start();
    try {
      await story(chat);
    } finally {
      await chat.close();
    }
  };
}
