import type { FunctionInfo, ServiceHubSettings } from '../../../lib/index.js';
import type { ConfigInput } from '../../../lib/cli/config/format.js';

export type Hubs = Readonly<Record<string, ServiceHubSettings>>;

export const appUrl = "https://app.example.com/it's/$x";

const urlOf = (hub: string): string => `${appUrl}/api/webpubsub/hubs/${encodeURIComponent(hub)}`;

/** Hubs with everything that can be said: names that no language takes as they are, presence, an audience. */
export const hubs: Hubs = {
  chat: {
    anonymousConnectPolicy: 'deny',
    eventHandlers: [
      { urlTemplate: urlOf('chat'), userEventPattern: 'message,bid', systemEvents: ['connect', 'connected'] },
    ],
  },
  'a.b[1]': { anonymousConnectPolicy: 'allow', eventHandlers: [{ urlTemplate: urlOf('a.b[1]'), systemEvents: [] }] },
  a_b_1_: {
    anonymousConnectPolicy: 'deny',
    eventHandlers: [
      {
        urlTemplate: urlOf('a_b_1_'),
        userEventPattern: 'x',
        systemEvents: ['disconnected'],
        groupPresenceEvents: { eventNames: ['joined', 'left'] },
        auth: { type: 'ManagedIdentity', managedIdentity: { resource: '[api]://it\'s ${1} %{2} \\ "3"' } },
      },
    ],
  },
  webPubSub: {
    anonymousConnectPolicy: 'deny',
    eventHandlers: [
      {
        urlTemplate: urlOf('webPubSub'),
        systemEvents: ['connect'],
        auth: { type: 'ManagedIdentity', managedIdentity: { resource: 'api://app' } },
      },
    ],
  },
};

export const input = (functions: readonly FunctionInfo[] = []): ConfigInput => ({ hubs, url: appUrl, functions });
