import Koa from 'koa';
import { runEmulator } from '../emulator/emulator.js';
import type { Emulator } from '../emulator/emulator.js';
import type { EmulatorFaults } from '../emulator/faults/rule.js';
import { VirtualClock } from '../emulator/virtual-clock.js';
import type { Host, HostOptions } from '../host/host.js';
import { completeOptions } from '../host/host-options.js';
import { silentLogger } from '../invocation/logger.js';
import { bootstrapWith } from '../koa/bootstrap.js';
import type { ClientAccess } from '../protocol/client-access.js';
import { groupEventNames, systemEventNames } from '../protocol/event-type.js';
import type { EventType } from '../protocol/event-type.js';
import { ServiceClients } from '../service/clients.js';
import { resolveConnection } from '../service/connections.js';
import { createClientAccess } from '../service/negotiate.js';
import { serveApp, type AppServer } from './app-server.js';
import { Failures } from './failures.js';
import { Hold } from './hold.js';
import { judgeApp, judgeClientOptions } from './judge-app.js';
import { letGo } from './let-go.js';
import { clientMilliseconds } from './open-client.js';
import { openApps } from './open-apps.js';
import type { TestAccessOptions, TestApp, TestAppOptions, TestClientOptions } from './test-app.js';
import { TestClient } from './test-client.js';
import { withConnection } from './test-settings.js';

// Over before jest and vitest lose patience, which is after 5 s, also where a client has waited before: a function that hangs fails in words.
const closeMilliseconds = 750;

export { openClient } from './open-client.js';

/** An app and an emulator of its own, wired both ways. It is told of with its call site if it is never closed. */
export async function startWired(
  { app = new Koa(), hubs = [], ...options }: TestAppOptions,
  callSite: () => string,
): Promise<TestApp> {
  judgeApp({ app, hubs });
  const [hold, clock] = [new Hold(), new VirtualClock()];
  const { emulator, dismiss } = await runEmulator(
    { port: 0, clock, log: { warn: () => undefined, error: () => undefined } },
    { closeMilliseconds, onServer: (server) => letGo(server, hold.happened) },
  );
  const failures = new Failures();
  const onError: HostOptions['onError'] = (error, context) => {
    failures.add(error, context);
    options.onError?.(error, context);
  };
  const settings = withConnection(options.settings, emulator.connectionString);
  try {
    // One that is wrapped is judged as it was given.
    completeOptions(options);
    const host = bootstrapWith(
      app,
      { log: silentLogger, closeTimeout: closeMilliseconds, ...options, settings, onError },
      { clock },
    );
    const hubsOfFunctions = wireHubs(host, emulator, hubs);
    const server = await serveApp(app, hold.happened);
    wireEvents(host, emulator, { hubs: hubsOfFunctions, url: server.url });
    const forget = openApps.add(callSite);
    const getAccess = accessTo(emulator, clock);
    return new WiredApp({
      host,
      emulator,
      server,
      getAccess,
      clock,
      hold,
      forget,
      dismiss,
      failures,
      hubs: [...hubsOfFunctions, ...hubs],
    });
  } catch (error) {
    hold.end();
    await emulator.close();
    throw error;
  }
}

/** Judges the names of hubs, before anything listens that would have to be closed again, and tells those of the functions. */
function wireHubs(host: Host, emulator: Emulator, others: readonly string[]): readonly string[] {
  const ofFunctions = new Set(host.functions.flatMap((one) => (one.kind === 'event' ? [one.hub] : [])));
  for (const hub of [...ofFunctions, ...others]) emulator.setHub(hub, { anonymousConnectPolicy: 'allow' });
  return [...ofFunctions];
}

function wireEvents(
  host: Host,
  emulator: Emulator,
  { hubs, url }: { readonly hubs: readonly string[]; readonly url: string },
): void {
  for (const hub of hubs) {
    const eventHandlers = [{ urlTemplate: url + host.eventHandlerPath(hub), ...handled(host, hub) }];
    emulator.setHub(hub, { anonymousConnectPolicy: 'allow', eventHandlers });
  }
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

interface WiredAppParts {
  readonly host: Host;
  readonly emulator: Emulator;
  readonly clock: VirtualClock;
  readonly server: AppServer;
  readonly getAccess: (hub: string, options: TestAccessOptions) => Promise<ClientAccess>;
  readonly hubs: readonly string[];
  readonly hold: Hold;
  /** The app is closed: nothing is told of it. */
  readonly forget: () => void;
  /** Ends every connection of the emulator, and waits for the functions that are told of it. */
  readonly dismiss: () => Promise<void>;
  readonly failures: Failures;
}

class WiredApp implements TestApp {
  readonly url: string;
  readonly host: Host;
  readonly emulator: Emulator;
  readonly faults: EmulatorFaults;
  readonly clock: VirtualClock;
  readonly #parts: WiredAppParts;
  readonly #clients = new Set<TestClient>();
  readonly #opening = new Set<Promise<unknown>>();
  #closing: Promise<void> | undefined;

  constructor(parts: WiredAppParts) {
    this.url = parts.server.url;
    this.host = parts.host;
    this.emulator = parts.emulator;
    this.faults = parts.emulator.faults;
    this.clock = parts.clock;
    this.#parts = parts;
  }

  // Bound, so that a test may take them out of the app.
  readonly connect = async (hub: string, options: TestClientOptions = {}): Promise<TestClient> => {
    judgeClientOptions('connect', hub, options);
    if (this.#closing !== undefined) throw new Error(`connect("${hub}") is not possible: the test app is closed.`);
    this.#requireHub(hub);
    const opening = this.#open(hub, options);
    this.#opening.add(opening);
    try {
      return await opening;
    } finally {
      this.#opening.delete(opening);
    }
  };

  readonly getClientAccess = async (hub: string, options: TestAccessOptions = {}): Promise<ClientAccess> => {
    judgeClientOptions('getClientAccess', hub, options);
    this.#requireHub(hub);
    return this.#parts.getAccess(hub, options);
  };

  readonly reset = async (): Promise<void> => {
    // First, so that nobody comes or goes late.
    this.faults.clear();
    // Whoever is about to come in belongs to the test before, too.
    await Promise.allSettled(this.#opening);
    await this.#dismiss();
  };

  readonly close = (): Promise<void> => (this.#closing ??= this.#close());

  [Symbol.asyncDispose](): Promise<void> {
    return this.close();
  }

  async #open(hub: string, options: TestClientOptions): Promise<TestClient> {
    const { protocol = 'json', timeout = clientMilliseconds, ...access } = options;
    const { hold, failures } = this.#parts;
    hold.happened();
    const { url } = await this.#parts.getAccess(hub, access);
    const { userId } = access;
    const client = await TestClient.open({
      ...{ url, hub, userId, protocol, timeout, happened: hold.happened },
      tellFailure: (who) => failures.tell(who),
    });
    this.#clients.add(client);
    return client;
  }

  async #dismiss(): Promise<void> {
    const clients = [...this.#clients];
    this.#clients.clear();
    await Promise.all([this.#parts.dismiss(), ...clients.map((client) => client.close())]);
    this.#parts.failures.clear();
  }

  async #close(): Promise<void> {
    const { host, emulator, server, hold, forget } = this.#parts;
    forget();
    this.faults.clear();
    await this.#dismiss();
    await emulator.close();
    await server.close();
    await host.close();
    hold.end();
  }

  // The service has every hub. A client of one that is misspelt would wait for what nobody sends.
  #requireHub(hub: string): void {
    const { hubs } = this.#parts;
    if (hubs.some((one) => one.toLowerCase() === hub.toLowerCase())) return;
    const known = hubs.length === 0 ? 'There is none.' : `There are: ${hubs.join(', ')}.`;
    const remedy = `Name it in startTestApp({ hubs: ['${hub}'] }) if it has none.`;
    throw new Error(`No function of this test app belongs to the hub "${hub}". ${known} ${remedy}`);
  }
}

/** Makes what clients connect with. What a test says of them is taken as it is: no expression is evaluated in it. */
function accessTo({ connectionString }: Emulator, clock: VirtualClock): WiredAppParts['getAccess'] {
  const connection = resolveConnection(
    'WebPubSubConnectionString',
    withConnection({}, connectionString),
    'startTestApp',
  );
  const clients = new ServiceClients({ clock });
  return (hub, options) => createClientAccess(clients, connection, hub, options);
}
