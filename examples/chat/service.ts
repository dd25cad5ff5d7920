import { startEmulator, type HubSettings } from 'web-pubsub-bindings/emulator';
import { startOnPort } from './port.js';
import { serviceOrigin } from './service-address.js';
import { setting } from './settings.js';

/** Azure Web PubSub, or the emulator in its place: the app does not know which. */
export interface Service {
  /** For the person at the terminal. */
  readonly title: string;
  readonly connectionString: string;
  /** Has the events of the hub sent to the app, or says how that is done. */
  sendEventsTo(eventHandlerUrl: string): void;
  close(): Promise<void>;
}

/** The service that `WebPubSubConnectionString` names; without it, an emulator in this process. */
export async function openService(): Promise<Service> {
  const connectionString = setting('WebPubSubConnectionString');
  return connectionString ? configuredService(connectionString) : startLocalService();
}

/** What the hub is set to, in Azure as in the emulator: every event goes to the app. */
export function hubSettings(eventHandlerUrl: string): HubSettings {
  const systemEvents = ['connect', 'connected', 'disconnected'] as const;
  return { eventHandlers: [{ urlTemplate: eventHandlerUrl, userEventPattern: '*', systemEvents }] };
}

async function startLocalService(): Promise<Service> {
  const emulator = await startOnPort({ what: 'the emulator', usual: 8080 }, (port) =>
    startEmulator({ port, inspector: true }),
  );
  return {
    title: `${emulator.url} (emulator)\n  Inspector  ${emulator.inspectorUrl ?? ''}`,
    connectionString: emulator.connectionString,
    sendEventsTo: (eventHandlerUrl) => emulator.setHub('chat', hubSettings(eventHandlerUrl)),
    close: () => emulator.close(),
  };
}

function configuredService(connectionString: string): Service {
  return {
    title: `${serviceOrigin(connectionString)} (from WebPubSubConnectionString)`,
    connectionString,
    sendEventsTo: (eventHandlerUrl) => console.log(howToConfigure(new URL(eventHandlerUrl))),
    close: () => Promise.resolve(),
  };
}

function howToConfigure({ origin, pathname }: URL): string {
  return `
  The service has to send the events of hub "chat" to this app. Give the hub this event handler:

    URL template    https://<public host of this app>${pathname}
    user events     *
    system events   connect, connected, disconnected

  While the app is on this machine, "awps-tunnel run --hub chat --upstream ${origin}" brings them here;
  the URL template is then tunnel://${pathname}
`;
}
