import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import Koa from 'koa';
import { bootstrap } from 'web-pubsub-bindings';
import { startEmulator } from 'web-pubsub-bindings/emulator';
import { runClock } from './clock.js';
import { Notices } from './notices.js';

export interface BroadcastApp {
  readonly url: string;
  readonly close: () => Promise<void>;
}

export interface BroadcastOptions {
  /** Whoever has it may send to everybody. */
  readonly functionKey: string;
  /** Between two messages of the clock. */
  readonly clockMilliseconds: number;
}

/** Starts the emulator, the app and the clock. No event is needed: the app only sends. */
export async function startBroadcast({ functionKey, clockMilliseconds }: BroadcastOptions): Promise<BroadcastApp> {
  const emulator = await startEmulator({ port: 0 });
  const app = new Koa();
  const host = bootstrap(app, {
    controllers: [Notices],
    settings: { WebPubSubConnectionString: emulator.connectionString, WebPubSubFunctionKeys: functionKey },
  });
  const server = app.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const closing = new AbortController();
  const clock = runClock({
    out: host.collector('notices'),
    milliseconds: clockMilliseconds,
    signal: closing.signal,
  });
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: async () => {
      closing.abort();
      await clock;
      server.close();
      await host.close();
      await emulator.close();
    },
  };
}
