import { once } from 'node:events';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Logger } from 'web-pubsub-bindings';
import { startEmulator } from 'web-pubsub-bindings/emulator';
import { createApp as createAppAfter } from './after/app.js';

/** Makes the app that talks to this service. */
export type CreateApp = (connectionString: string, log?: Logger) => Promise<RequestListener>;

export interface RunningLobby {
  readonly url: string;
  readonly close: () => Promise<void>;
}

export const after: CreateApp = async (connectionString, log) => {
  const listener = createAppAfter(connectionString, log).callback();
  return (request, response) => void listener(request, response);
};

// It is no part of the build, and its packages are its own: seen from dist/examples/from-express.
const beforeUrl = new URL('../../../examples/from-express/before/app.js', import.meta.url);

/** @throws where the packages of `before` are not installed. */
export const before: CreateApp = async (connectionString) => {
  const app = (await import(beforeUrl.href)) as { readonly createApp: (connectionString: string) => RequestListener };
  return app.createApp(connectionString);
};

/** Starts the emulator and one of the apps. The settings of the hub are the same for both. */
export async function startLobby(createApp: CreateApp, log?: Logger): Promise<RunningLobby> {
  const emulator = await startEmulator({ port: 0, ...(log && { log }) });
  const listener = await createApp(emulator.connectionString, log).catch(async (error: unknown) => {
    await emulator.close();
    throw error;
  });
  const server = createServer(listener).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  emulator.setHub('lobby', {
    eventHandlers: [
      {
        urlTemplate: `${url}/api/webpubsub/hubs/lobby`,
        userEventPattern: '*',
        systemEvents: ['connect', 'connected', 'disconnected'],
      },
    ],
  });
  return {
    url,
    close: async () => {
      const closed = once(server, 'close');
      await emulator.close();
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
}
