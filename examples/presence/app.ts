import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import Koa from 'koa';
import { bootstrap } from 'web-pubsub-bindings';
import { startEmulator, type HubSettings } from 'web-pubsub-bindings/emulator';
import { Office } from './office.js';
import { rooms } from './rooms.js';

export interface OfficeApp {
  readonly url: string;
  readonly close: () => Promise<void>;
}

/** Starts the emulator and the app, each on a free port, and has the presence of the rooms told to the app. */
export async function startOffice({ functionKey }: { readonly functionKey: string }): Promise<OfficeApp> {
  const emulator = await startEmulator({ port: 0 });
  const app = new Koa();
  const host = bootstrap(app, {
    controllers: [Office],
    settings: { WebPubSubConnectionString: emulator.connectionString, WebPubSubFunctionKeys: functionKey },
  });
  const server = app.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  emulator.setHub('office', hubSettings(url + host.eventHandlerPath('office')));
  return {
    url,
    close: async () => {
      await emulator.close();
      server.close();
      await host.close();
    },
  };
}

/** What the hub is set to, in Azure as in the emulator: presence is told of these groups alone. */
export function hubSettings(urlTemplate: string): HubSettings {
  return {
    eventHandlers: [{ urlTemplate, groupPresenceEvents: { eventNames: ['joined', 'left'], groupFilters: [...rooms] } }],
  };
}
