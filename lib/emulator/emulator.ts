import type { Server } from 'node:http';
import type { Socket } from 'node:net';
import { formatConnectionString } from '../protocol/connection-string.js';
import { addressOf } from './address.js';
import type { HubSnapshot } from './broker/snapshot.js';
import { Faults } from './faults/faults.js';
import type { EmulatorFaults } from './faults/rule.js';
import { FrontDoor } from './front-door.js';
import type { HubSettings, ReadHubSettings } from './hub-settings.js';
import { HubTable } from './hub-table.js';
import type { EmulatorCredential } from './identity/credential.js';
import type { EmulatorIdentity } from './identity/entra-issuer.js';
import { listen, type Listening } from './listener.js';
import { trace } from './log.js';
import { readOptions, type EmulatorOptions, type ReadOptions } from './options.js';
import { SettingsFile } from './settings-file.js';
import { readText } from './settings-reader.js';
import type { TapEvents, TapOptions } from './tap/tap-listener.js';
import { Tap } from './tap/tap.js';
import { loadCertificates } from './tls/tls-options.js';
import type { OnEventFailed } from './upstream/upstream.js';

/** A running emulator. */
export interface Emulator {
  /** For example `http://localhost:8080`, and `https://localhost:8080` with `tls`. */
  readonly url: string;
  /** What `WebPubSubConnectionString` is set to. */
  readonly connectionString: string;
  /**
   * With `tls`, what clients are to trust, as PEM: the authority that was made, or that stands at the end of the `cert` that was given, else
   * nothing. For the SDK's `tlsOptions.ca`, and in a file for `NODE_EXTRA_CA_CERTS`.
   */
  readonly certificate?: string;
  /** With `inspector`: the page that shows what happens, with the token of this run. Who has this URL may do anything there. */
  readonly inspectorUrl?: string;
  /** What an app checks the tokens of event handlers with `auth` against, and the environment that gives it an identity of its own. */
  readonly identity: EmulatorIdentity;
  /** A `TokenCredential` for the SDK, which goes by https alone: an identity of the emulator's own issuer that may call it. */
  credential(): EmulatorCredential;
  /** What is to go wrong: lost and late frames, broken connections, calls and events that fail. */
  readonly faults: EmulatorFaults;
  /** Changes a hub while it runs: all of it, or, where a setting is wrong, nothing. Connections stay open. */
  setHub(name: string, settings: HubSettings): void;
  /** What it holds at this moment, as plain data that JSON can write. */
  snapshot(): EmulatorSnapshot;
  /**
   * As after the start: no connections, groups, permissions and caches, the hubs with the settings that were given at the start. Clients are
   * sent away (1001), and no app is told of it. There are no faults any more. Who listens to `events()` goes on listening.
   */
  reset(): Promise<void>;
  /**
   * Everything that happens and is decided, from now on, with the reason: `for await (const entry of emulator.events()) …`. It ends with the
   * emulator; leaving the loop ends it, too.
   */
  events(options?: TapOptions): TapEvents;
  /** Sends clients away, waits a little for what is under way and leaves nothing open. */
  close(): Promise<void>;
  /** The same, for `await using`. */
  [Symbol.asyncDispose](): Promise<void>;
}

/** What an emulator holds at one moment. */
export interface EmulatorSnapshot {
  /** Milliseconds since 1970, by its clock. */
  readonly time: number;
  /** Those that have connections, by name. */
  readonly hubs: Readonly<Record<string, HubSnapshot>>;
}

/** What the testing kit puts in the place of the machine's own. */
export interface EmulatorParts {
  /** Told of each server before it listens. */
  readonly onServer?: (server: Server) => void;
  /** How long what is under way may take once the emulator is closing. */
  readonly closeMilliseconds?: number;
  /** Milliseconds before each repeat of an event that failed. Default: those of the service, 1, 3 and 5 s. */
  readonly repeatPauses?: readonly number[];
  /** Told of each connection to an app. */
  readonly onSocket?: (socket: Socket) => void;
  /** Told of every event that failed, a no that the app means included. */
  readonly onEventFailed?: OnEventFailed;
}

/**
 * Starts a local Azure Web PubSub that the unmodified SDKs and browsers talk to.
 *
 * ```ts
 * const emulator = await startEmulator({
 *   port: 0,
 *   hubs: { chat: { eventHandlers: [{ urlTemplate: 'http://localhost:3000/api/webpubsub/hubs/{hub}', userEventPattern: '*' }] } },
 * });
 * ```
 *
 * It fails with `WPS_EMULATOR_SETTING` for an option that is wrong, `WPS_EMULATOR_SETTINGS_FILE` for a settings file that cannot be used, and
 * `WPS_EMULATOR_LISTEN` where it cannot listen.
 */
export async function startEmulator(options: EmulatorOptions = {}): Promise<Emulator> {
  const { emulator } = await runEmulator(options);
  return emulator;
}

/** An emulator, and what only the testing kit asks of it. */
export interface RunningEmulator {
  readonly emulator: Emulator;
  /** Ends every connection, and waits a little for the apps that are told of it. */
  readonly dismiss: () => Promise<void>;
}

/** The same, with parts exchanged. */
export async function runEmulator(
  options: EmulatorOptions,
  { onServer, closeMilliseconds = 2000, ...others }: EmulatorParts = {},
): Promise<RunningEmulator> {
  const read = readOptions(options);
  const { host, port, accessKeys, tls, log, clock, disputed, limits, inspector: hasInspector } = read;
  const certificates = tls && (await loadCertificates(tls, host));
  const scheme = certificates === undefined ? 'http' : 'https';
  const tap = new Tap(clock);
  const faults = new Faults(clock, tap);
  const hubs = new HubTable(read.hubs);
  const settingsFile = openSettingsFile(read, hubs, tap);
  const handlersFor = (boundPort: number): FrontDoor => {
    const address = addressOf(host, boundPort, scheme);
    const parts = { closeMilliseconds, tap, faults, hasInspector, ...others };
    return new FrontDoor({ address, accessKeys, hubs, clock, log, disputed, limits, ...parts });
  };
  const listening = await listen(host, port, { handlersFor, onServer, secure: certificates });
  const { url } = addressOf(host, listening.port, scheme);
  trace('listening on %s', url);
  settingsFile?.watch();
  let closing: Promise<void> | undefined;
  const close = (): Promise<void> => {
    settingsFile?.close();
    return (closing ??= closeAll(listening, tap));
  };
  const emulator: Emulator = {
    url,
    connectionString: formatConnectionString({ endpoint: url, accessKey: accessKeys[0] }),
    ...(certificates?.authority !== undefined && { certificate: certificates.authority }),
    ...(listening.handlers.inspectorUrl !== undefined && { inspectorUrl: listening.handlers.inspectorUrl }),
    identity: listening.handlers.identity,
    credential: () => listening.handlers.credential(),
    faults: { add: (rule) => faults.add(rule), clear: () => faults.clear() },
    setHub: (name, settings) => {
      hubs.setAll({ [readText(name, 'hub name', 'the name of a hub')]: settings });
      if (tap.isOn) tap.record('hub.set', { hub: name.toLowerCase() });
    },
    snapshot: () => ({ time: clock.now(), hubs: listening.handlers.snapshot() }),
    reset: async () => {
      hubs.reset();
      await listening.handlers.reset();
    },
    events: (tapOptions = {}) => tap.listen(tapOptions),
    close,
    [Symbol.asyncDispose]: close,
  };
  return { emulator, dismiss: () => listening.handlers.dismiss() };
}

function openSettingsFile(
  { settingsFile: path, log }: ReadOptions,
  hubs: HubTable,
  tap: Tap,
): SettingsFile | undefined {
  if (path === undefined) return undefined;
  const onHubs = (ofFile: ReadonlyMap<string, ReadHubSettings>): void => {
    for (const hub of hubs.setFile(ofFile)) tap.record('hub.set', { hub });
  };
  const onRefused = (why: string): void => void tap.record('settings.refused', { why });
  return new SettingsFile({ path, onHubs, onRefused, log });
}

async function closeAll({ listener, handlers }: Listening<FrontDoor>, tap: Tap): Promise<void> {
  // The app may need the service to answer an event: the door stays open until it has.
  await handlers.finishEvents();
  listener.stop();
  await handlers.close();
  await listener.close(1000);
  tap.close();
}
