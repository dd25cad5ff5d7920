import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import Koa from 'koa';
import { bootstrap, type Logger } from 'web-pubsub-bindings';
import { startEmulator } from 'web-pubsub-bindings/emulator';
import type { Shop } from './shop.js';

export interface AskApp {
  readonly url: string;
  readonly close: () => Promise<void>;
}

export interface AskOptions {
  readonly shop: Shop;
  /** Default: warnings and errors to stderr. */
  readonly log?: Logger;
}

/** Starts the emulator and the app, each on a free port, and has the questions sent to the app. */
export async function startShop({ shop, log }: AskOptions): Promise<AskApp> {
  const emulator = await startEmulator({ port: 0, ...(log && { log }) });
  const app = new Koa();
  const host = bootstrap(app, {
    controllers: [shop],
    settings: { WebPubSubConnectionString: emulator.connectionString },
    ...(log && { log }),
  });
  const server = app.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  emulator.setHub('shop', {
    eventHandlers: [{ urlTemplate: url + host.eventHandlerPath('shop'), userEventPattern: 'price,stock' }],
  });
  return {
    url,
    close: async () => {
      await emulator.close();
      server.close();
      await host.close();
    },
  };
}
