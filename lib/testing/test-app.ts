import type Koa from 'koa';
import type { Emulator } from '../emulator/emulator.js';
import type { VirtualClock } from '../emulator/virtual-clock.js';
import type { Host, HostOptions } from '../host/host.js';
import { callSiteOf } from './call-site.js';
import type * as WiredApp from './wired-app.js';
import type { TestClient, TestProtocol } from './test-client.js';

/** The options of `bootstrap`, and what they stand on. By default `closeTimeout` is 750: a function that hangs must not hold up a test. */
export interface TestAppOptions extends HostOptions {
  /** The app to put the functions on, with middleware and routes of its own. Default: an empty one. */
  readonly app?: Koa;
  /** Hubs beside those of the functions. */
  readonly hubs?: readonly string[];
}

/** Who a client is and how it speaks. */
export interface TestClientOptions {
  /** Default `json`. */
  readonly protocol?: TestProtocol;
  /** Without it the client is anonymous. */
  readonly userId?: string;
  /** For example `webpubsub.sendToGroup.room1`. */
  readonly roles?: readonly string[];
  readonly groups?: readonly string[];
  /** Milliseconds that it may take to be let in, and to have a request acknowledged. Default 3,000. */
  readonly timeout?: number;
  /** How long its token is good, by the clock of the test. Default 60. */
  readonly expiresInMinutes?: number;
}

/** An app and a service of its own, wired both ways, each on a free port. */
export interface TestApp {
  /** Of the app, for `fetch`. */
  readonly url: string;
  readonly host: Host;
  readonly emulator: Emulator;
  /** The time of app and service: of tokens, recovery, messages, repeats and deadlines. It can be moved ahead. */
  readonly clock: VirtualClock;
  /**
   * Connects a client, with a token that the service takes.
   * @throws TestConnectionRefused where `connect` or the service does not let it in; Error for a hub that no function and no option names.
   */
  connect(hub: string, options?: TestClientOptions): Promise<TestClient>;
  /** Closes the clients of a test, so that the next one begins without connections and groups. */
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
  const callSite = callSiteOf(startTestApp);
  const { startWired } = await loadWired();
  return startWired(options, callSite);
}

/**
 * Koa, the emulator and sockets are loaded by those who want them: a test of one method needs none. Where a tool has made CommonJS of this file
 * (tsx, in a project of CommonJS or under mocha), `import()` would load every class once more, and no `instanceof` would hold.
 */
async function loadWired(): Promise<typeof WiredApp> {
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- by the way that this file itself was loaded
  return isCommonJs() ? (require('./wired-app.js') as typeof WiredApp) : import('./wired-app.js');
}

/** A module has no `require`; that of vitest, where it inlines a package, loads past vitest and knows nothing of this file. */
function isCommonJs(): boolean {
  return typeof require === 'function' && require.cache[__filename] === module;
}
