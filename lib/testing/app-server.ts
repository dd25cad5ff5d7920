import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type Koa from 'koa';
import { letGo } from './let-go.js';

/** A Koa app that listens on a free port of this machine. */
export interface AppServer {
  readonly url: string;
  /** Cuts what is under way. */
  close(): Promise<void>;
}

/** Listens with an app; `happened` is told of what the app is asked. */
export async function serveApp(app: Koa, happened: () => void): Promise<AppServer> {
  const server = createServer(app.callback() as (...args: unknown[]) => void);
  // A connection that the service uses again must not end at that moment: in a test, no event is sent again.
  server.keepAliveTimeout = 0;
  letGo(server, happened);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`,
    async close() {
      const closed = once(server, 'close');
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
}
