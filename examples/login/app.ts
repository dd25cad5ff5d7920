import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import Koa from 'koa';
import { bootstrap } from 'web-pubsub-bindings';
import { startEmulator } from 'web-pubsub-bindings/emulator';
import { News } from './news.js';

export interface LoginApp {
  readonly url: string;
  readonly close: () => Promise<void>;
}

/** Starts the emulator and the app, each on a free port. No event is needed: groups and roles are in the tokens. */
export async function startLogin(): Promise<LoginApp> {
  const emulator = await startEmulator({ port: 0 });
  const app = new Koa();
  const settings = { WebPubSubConnectionString: emulator.connectionString };
  const host = bootstrap(app, { controllers: [News], settings });
  const server = app.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: async () => {
      await emulator.close();
      server.close();
      await host.close();
    },
  };
}
