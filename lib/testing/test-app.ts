import type Koa from 'koa';
import type { Emulator } from '../emulator/emulator.js';
import type { EmulatorFaults } from '../emulator/faults/rule.js';
import type { VirtualClock } from '../emulator/virtual-clock.js';
import type { Host, HostOptions } from '../host/host.js';
import { callSiteOf } from './call-site.js';
import { requireObject } from './judge.js';
import { loadWired } from './load-wired.js';
import type { Query } from './query.js';
import type { LoggedLine } from './recording-log.js';
import type { WebPubSubConnection } from '../decorators/web-pubsub-connection.js';
import type { ConnectionOptions } from '../metadata/records.js';
import type { TestClient, TestProtocol } from './test-client.js';

/** The options of `bootstrap`, and what they stand on. By default `closeTimeout` is 750: a function that hangs must not hold up a test. */
export interface TestAppOptions extends HostOptions {
  /** The app to put the functions on, with middleware and routes of its own. Default: an empty one. */
  readonly app?: Koa;
  /** Hubs beside those of the functions. */
  readonly hubs?: readonly string[];
  /** The time of app and service, where controllers are to have it, too. Default: one of its own. */
  readonly clock?: VirtualClock;
  /**
   * Whether an event is sent again after 408, 5xx and a broken connection, in 1, 3 and 5 s, as the service does. Default `false`: a failure is
   * told at once, and no handler runs a second time unseen.
   */
  readonly repeatEvents?: boolean;
}

/** Who a client is. */
export type TestAccessOptions = Pick<
  ConnectionOptions,
  'userId' | 'roles' | 'groups' | 'expiresInMinutes' | 'clientProtocol'
>;

/** Who a client is and how it speaks. */
export interface TestClientOptions extends Omit<TestAccessOptions, 'clientProtocol'> {
  /** Default `json`. */
  readonly protocol?: TestProtocol;
  /** What `connect` sees as `context.query`, beside the token: `{ role: 'agent', room: ['red', 'blue'] }`. */
  readonly query?: Query;
  /** Milliseconds that it may take to be let in, and to have a request acknowledged. Default 3,000. */
  readonly timeout?: number;
}

/** An app and a service of its own, wired both ways, each on a free port. */
export interface TestApp {
  /** Of the app, for `fetch`. */
  readonly url: string;
  /** What `bootstrap` returned. */
  readonly host: Host;
  /** The service. */
  readonly emulator: Emulator;
  /** What is to go wrong between clients, service and app: those of the emulator. */
  readonly faults: EmulatorFaults;
  /** The time of app and service: of tokens, recovery, messages, repeats and deadlines. It can be moved ahead. */
  readonly clock: VirtualClock;
  /** Every line that app and service logged, in order. Warnings and errors go to stderr as well, or to the `log` that was given. */
  readonly lines: readonly LoggedLine[];
  /**
   * Connects a client, with a token that the service takes.
   * @throws TestConnectionRefused where `connect` or the service does not let it in; Error for a hub that no function and no option names.
   */
  connect(hub: string, options?: TestClientOptions): Promise<TestClient>;
  /**
   * What any client connects with, as `@WebPubSubConnection` has it: for the service's SDKs, browsers and WebSockets of your own.
   *
   * @example
   * const { url } = await app.getClientAccess('chathub', { userId: 'ann' });
   */
  getClientAccess(hub: string, options?: TestAccessOptions): Promise<WebPubSubConnection>;
  /**
   * Clears the faults and ends every connection of a test, also those of other clients, so that the next one begins without connections and
   * groups. Resolves when the functions that were told of it have returned; one that hangs is not waited for longer than 750 ms.
   */
  reset(): Promise<void>;
  /** Ends clients, service and app; nothing is left open. An app that was not closed is told of when the process ends. */
  close(): Promise<void>;
  /** The same, for `await using`. */
  [Symbol.asyncDispose](): Promise<void>;
}

/**
 * Starts the emulator and a Koa app with the functions, so that real clients talk to both.
 * @throws ConfigurationError as `bootstrap` does.
 *
 * @example
 * const app = await startTestApp({ controllers: [Chat] });
 * const ann = await app.connect('chathub', { userId: 'ann' });
 * await ann.sendEvent('message', 'hi');
 * await ann.next(({ data }) => data === 'ann: hi');
 * await app.close();
 */
export async function startTestApp(options: TestAppOptions = {}): Promise<TestApp> {
  requireObject('startTestApp', options);
  const callSite = callSiteOf(startTestApp);
  const { startWired } = await loadWired();
  return startWired(options, callSite);
}
