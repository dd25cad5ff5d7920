import Koa from 'koa';
import { runEmulator } from '../emulator/emulator.js';
import type { Emulator } from '../emulator/emulator.js';
import type { EmulatorFaults } from '../emulator/faults/rule.js';
import { VirtualClock } from '../emulator/virtual-clock.js';
import type { Host } from '../host/host.js';
import { completeOptions } from '../host/host-options.js';
import { bootstrapWith } from '../koa/bootstrap.js';
import type { ClientAccess } from '../protocol/client-access.js';
import { ServiceClients } from '../service/clients.js';
import { resolveConnection } from '../service/connections.js';
import { createClientAccess } from '../service/negotiate.js';
import { serveApp, type AppServer } from './app-server.js';
import { AppWords } from './app-words.js';
import { Hold, holding } from './hold.js';
import { judgeApp, judgeClientOptions } from './judge-app.js';
import { letGo, letGoClock, letGoSocket } from './let-go.js';
import { clientMilliseconds } from './open-client.js';
import { openApps } from './open-apps.js';
import { OpenWork } from './open-work.js';
import { printedLog } from './printed-log.js';
import { withQuery } from './query.js';
import { recordingLog } from './recording-log.js';
import type { LoggedLine } from './recording-log.js';
import type { TestAccessOptions, TestApp, TestAppOptions, TestClientOptions } from './test-app.js';
import { TestClient } from './test-client.js';
import { closeMilliseconds, withConnection } from './test-settings.js';
import { wireEvents, wireHubs } from './wire-events.js';

export { openClient, openLiveClient } from './open-client.js';

/** An app and an emulator of its own, wired both ways. It is told of with its call site if it is never closed. */
export async function startWired(
  { app = new Koa(), clock = new VirtualClock(), hubs = [], repeatEvents = false, ...options }: TestAppOptions,
  callSite: () => string,
): Promise<TestApp> {
  judgeApp({ app, clock, hubs, repeatEvents });
  completeOptions(options);
  const [hold, open] = [new Hold(), new OpenWork()];
  const words = new AppWords(() => open.words());
  const printed = printedLog(['warn', 'error']);
  const { log, lines } = recordingLog({ also: options.log ?? printed.log });
  const { log: hostLog } = recordingLog({ also: log, onLine: (line) => words.logged(line) });
  const ownClock = letGoClock(clock);
  const { emulator, dismiss } = await runEmulator(
    { port: 0, clock: ownClock, log },
    {
      closeMilliseconds,
      onServer: (server) => letGo(server, hold.happened),
      onSocket: letGoSocket,
      onEventFailed: (event, failure) => words.failed(event, failure),
      // A repeat hides the failure of a run, and what the run has changed.
      ...(repeatEvents ? {} : { repeatPauses: [] }),
    },
  );
  const settings = withConnection(options.settings, emulator.connectionString);
  try {
    const host = bootstrapWith(
      app,
      { closeTimeout: closeMilliseconds, ...options, log: hostLog, settings },
      { clock: ownClock, onWork: (work, name) => open.add(work, name) },
    );
    const hubsOfFunctions = wireHubs(host, emulator, hubs);
    const server = await serveApp(app, hold.happened);
    wireEvents(host, emulator, server.url);
    const { happened } = hold;
    const forget = openApps.add({ callSite, urls: [server.url, emulator.url], words, happened });
    printed.start();
    const getAccess = accessTo(emulator, clock);
    return new WiredApp({
      host,
      emulator,
      server,
      getAccess,
      clock,
      lines,
      words,
      hold,
      forget,
      dismiss,
      hubs: [...hubsOfFunctions, ...hubs],
    });
  } catch (error) {
    hold.end();
    await emulator.close();
    throw error;
  }
}

interface WiredAppParts {
  readonly host: Host;
  readonly emulator: Emulator;
  readonly clock: VirtualClock;
  readonly server: AppServer;
  readonly getAccess: (hub: string, options: TestAccessOptions) => Promise<ClientAccess>;
  readonly hubs: readonly string[];
  readonly hold: Hold;
  readonly lines: readonly LoggedLine[];
  readonly words: AppWords;
  /** The app is closed: nothing is told of it. */
  readonly forget: () => void;
  /** Ends every connection of the emulator, and waits for the functions that are told of it. */
  readonly dismiss: () => Promise<void>;
}

class WiredApp implements TestApp {
  readonly url: string;
  readonly host: Host;
  readonly emulator: Emulator;
  readonly faults: EmulatorFaults;
  readonly clock: VirtualClock;
  readonly lines: readonly LoggedLine[];
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
    this.lines = parts.lines;
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

  readonly close = (): Promise<void> => (this.#closing ??= holding(() => this.#close()));

  [Symbol.asyncDispose](): Promise<void> {
    return this.close();
  }

  async #open(hub: string, options: TestClientOptions): Promise<TestClient> {
    const { protocol = 'json', timeout = clientMilliseconds, query = {}, ...access } = options;
    const { hold, words } = this.#parts;
    hold.happened();
    const { url } = await this.#parts.getAccess(hub, access);
    const { userId } = access;
    const client = await TestClient.open({
      ...{ url: withQuery(url, query), hub, userId, protocol, timeout, happened: hold.happened, words },
    });
    this.#clients.add(client);
    return client;
  }

  async #dismiss(): Promise<void> {
    const clients = [...this.#clients];
    this.#clients.clear();
    await Promise.all([this.#parts.dismiss(), ...clients.map((client) => client.close())]);
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
