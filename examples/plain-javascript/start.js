// @ts-check
import { once } from 'node:events';
import Koa from 'koa';
import { bootstrap } from 'web-pubsub-bindings';
import { startEmulator } from 'web-pubsub-bindings/emulator';
import * as functions from './functions.js';

/** Starts the emulator and the app, each on a free port, and has the events of the hub sent to the app. */
export async function start() {
  const emulator = await startEmulator({ port: 0 });
  const app = new Koa();
  const host = bootstrap(app, {
    functions: Object.values(functions),
    settings: { WebPubSubConnectionString: emulator.connectionString },
  });
  const server = app.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = /** @type {import('node:net').AddressInfo} */ (server.address());
  const url = `http://127.0.0.1:${address.port}`;
  emulator.setHub('lobby', {
    eventHandlers: [
      { urlTemplate: url + host.eventHandlerPath('lobby'), userEventPattern: '*', systemEvents: ['connect'] },
    ],
  });
  const close = async () => {
    await emulator.close();
    server.close();
    await host.close();
  };
  return { url, close };
}
