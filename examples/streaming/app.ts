import { once } from 'node:events';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import Koa from 'koa';
import { bootstrap, type Host, type Logger } from 'web-pubsub-bindings';
import { startEmulator, type Emulator, type HubSettings } from 'web-pubsub-bindings/emulator';
import { Assistant } from './assistant.js';
import { protectPages, servePages } from './pages.js';

export interface StreamingOptions {
  readonly assistant?: Assistant;
  /** Of the app. 0, the default, takes a free one. */
  readonly port?: number;
  /** Milliseconds that answers have to come to their end when the app closes. */
  readonly closeTimeout?: number;
  /** Default: warnings and errors to stderr. */
  readonly log?: Logger;
}

export interface Streaming {
  /** Where the page is. */
  readonly url: string;
  /** Closes the app alone: answers under way have `closeTimeout` to come to their end. */
  closeApp(): Promise<void>;
  /** Ends everything: the answers, the service, the app. */
  close(): Promise<void>;
}

/** Starts the emulator and the app, and has the events of the hub sent to the app. */
export async function startStreaming(options: StreamingOptions = {}): Promise<Streaming> {
  const { assistant = new Assistant(), port = 0, closeTimeout = 2_000, log } = options;
  const emulator = await startEmulator({ port: 0, ...(log && { log }) });
  const app = new Koa();
  app.use(protectPages(emulator.url.replace(/^http/, 'ws')));
  const host = bootstrap(app, {
    ...{ controllers: [assistant], closeTimeout, ...(log && { log }) },
    settings: { WebPubSubConnectionString: emulator.connectionString },
  });
  app.use(servePages);
  // Whoever can call the app can ask for a client URL, so nobody but this machine can.
  const server = app.listen(port, '127.0.0.1');
  await listening(server, emulator);
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  emulator.setHub('assistant', hubSettings(url + host.eventHandlerPath('assistant')));

  const closeApp = () => close(server, host);
  return {
    ...{ url, closeApp },
    close: async () => {
      // Then nothing is being sent, and the service can tell the app that its clients have gone.
      await assistant.close();
      await emulator.close();
      await closeApp();
    },
  };
}

/** What the hub is set to, in Azure as in the emulator. Without `disconnected`, answers would go on for people who left. */
export function hubSettings(eventHandlerUrl: string): HubSettings {
  return {
    eventHandlers: [{ urlTemplate: eventHandlerUrl, userEventPattern: 'ask,stop', systemEvents: ['disconnected'] }],
  };
}

async function listening(server: Server, emulator: Emulator): Promise<void> {
  try {
    await once(server, 'listening');
  } catch (error) {
    await emulator.close();
    throw error;
  }
}

async function close(server: Server, host: Host): Promise<void> {
  if (!server.listening) return;
  const closed = once(server, 'close');
  server.close();
  await host.close();
  server.closeAllConnections();
  await closed;
}
