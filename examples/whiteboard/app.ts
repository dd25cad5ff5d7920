import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import Koa from 'koa';
import { bootstrap, type Logger } from 'web-pubsub-bindings';
import { startEmulator, type Emulator, type HubSettings } from 'web-pubsub-bindings/emulator';
import { protectPages, servePages } from './pages.js';
import { Whiteboard } from './whiteboard.js';

export interface WhiteboardOptions {
  readonly whiteboard?: Whiteboard;
  /** Of the app. 0, the default, takes a free one. */
  readonly port?: number;
  /** Default: warnings and errors to stderr. */
  readonly log?: Logger;
}

export interface WhiteboardApp {
  /** Where the page is. */
  readonly url: string;
  /** The service; a spec has it cut connections. */
  readonly emulator: Emulator;
  close(): Promise<void>;
}

/** Starts the emulator and the app, and has the events of the hub sent to the app. */
export async function startWhiteboard(options: WhiteboardOptions = {}): Promise<WhiteboardApp> {
  const { whiteboard = new Whiteboard(), port = 0, log } = options;
  const emulator = await startEmulator({ port: 0, ...(log && { log }) });
  const app = new Koa();
  app.use(protectPages(emulator.url.replace(/^http/, 'ws')));
  const host = bootstrap(app, {
    controllers: [whiteboard],
    settings: { WebPubSubConnectionString: emulator.connectionString },
    ...(log && { log }),
  });
  app.use(servePages);
  // Whoever can call the app can draw, so nobody but this machine can.
  const server = app.listen(port, '127.0.0.1');
  try {
    await once(server, 'listening');
  } catch (error) {
    await emulator.close();
    throw error;
  }
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  emulator.setHub('whiteboard', hubSettings(url + host.eventHandlerPath('whiteboard')));
  return {
    ...{ url, emulator },
    close: async () => {
      const closed = once(server, 'close');
      await emulator.close();
      server.close();
      await host.close();
      server.closeAllConnections();
      await closed;
    },
  };
}

/** What the hub is set to, in Azure as in the emulator. */
export function hubSettings(eventHandlerUrl: string): HubSettings {
  return {
    eventHandlers: [
      {
        urlTemplate: eventHandlerUrl,
        userEventPattern: 'picture,stroke,undo,clear',
        systemEvents: ['connected', 'disconnected'],
      },
    ],
  };
}
