import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import Koa from 'koa';
import { startEmulator } from '../emulator/emulator.js';
import type { Emulator } from '../emulator/emulator.js';
import { VirtualClock } from '../emulator/virtual-clock.js';
import { createNegotiation } from '../host/negotiation.js';
import type { Host } from '../host/host.js';
import { silentLogger } from '../invocation/logger.js';
import { bootstrapWith } from '../koa/bootstrap.js';
import { groupEventNames, systemEventNames } from '../protocol/event-type.js';
import type { EventType } from '../protocol/event-type.js';
import type { TestApp, TestAppOptions, TestClientOptions } from './test-app.js';
import { TestClient } from './test-client.js';
import { withConnection } from './test-settings.js';

/** An app and an emulator of its own, wired both ways. */
export async function startWired({ app = new Koa(), hubs = [], ...options }: TestAppOptions = {}): Promise<TestApp> {
  const clock = new VirtualClock();
  const emulator = await startEmulator({ port: 0, clock, log: { warn: () => undefined, error: () => undefined } });
  const settings = withConnection(options.settings, emulator.connectionString);
  try {
    const host = bootstrapWith(app, { log: silentLogger, ...options, settings }, { clock });
    return await wire(app, host, emulator, { settings, hubs, clock });
  } catch (error) {
    await emulator.close();
    throw error;
  }
}

interface Wiring {
  readonly settings: (name: string) => string | undefined;
  readonly hubs: readonly string[];
  readonly clock: VirtualClock;
}

async function wire(app: Koa, host: Host, emulator: Emulator, wiring: Wiring): Promise<TestApp> {
  const ofFunctions = host.functions.flatMap((one) => (one.kind === 'event' ? [one.hub] : []));
  const names = new Set([...ofFunctions, ...wiring.hubs]);
  // Judges the names of hubs before anything listens that would have to be closed again.
  for (const hub of names) emulator.setHub(hub, { anonymousConnectPolicy: 'allow' });
  const server = createServer(app.callback() as (...args: unknown[]) => void);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const url = `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`;
  for (const hub of ofFunctions) {
    const eventHandlers = [{ urlTemplate: url + host.eventHandlerPath(hub), ...handled(host, hub) }];
    emulator.setHub(hub, { anonymousConnectPolicy: 'allow', eventHandlers });
  }
  const clients = new Set<TestClient>();
  const reset = async (): Promise<void> => {
    await Promise.all([...clients].map((client) => client.close()));
    clients.clear();
  };
  return {
    ...{ url, host, emulator, clock: wiring.clock, reset },
    connect: async (hub, { protocol = 'json', ...access } = {}) => {
      const client = await TestClient.open(await clientUrl(hub, access, wiring), protocol);
      clients.add(client);
      return client;
    },
    close: async () => {
      await reset();
      await emulator.close();
      server.closeAllConnections();
      server.close();
      await host.close();
    },
  };
}

/** Only the events that a function answers: the service refuses a client whose `connect` nobody answers. */
function handled(host: Host, hub: string) {
  const has = (eventType: EventType, name: string): boolean =>
    host.functions.some(
      (one) => one.kind === 'event' && one.hub === hub && one.eventType === eventType && one.event === name,
    );
  return {
    userEventPattern: '*',
    systemEvents: systemEventNames.filter((name) => has('system', name)),
    groupPresenceEvents: { eventNames: groupEventNames.filter((name) => has('group', name)) },
  };
}

async function clientUrl(
  hub: string,
  access: Omit<TestClientOptions, 'protocol'>,
  { settings, clock }: Wiring,
): Promise<string> {
  const { host, functionName } = createNegotiation({ hub, settings, log: silentLogger, ...access }, { clock });
  const { body } = await host.handle({ method: 'POST', url: '/', headers: [], matched: { functionName, params: {} } });
  return (JSON.parse(String(body)) as { readonly url: string }).url;
}
