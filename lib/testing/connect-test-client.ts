import { clientUrl, isAddress } from './client-address.js';
import { judgeConnect } from './judge-app.js';
import { loadWired } from './load-wired.js';
import { openApps } from './open-apps.js';
import type { TestClient } from './test-client.js';
import type { TestProtocol } from './test-protocol.js';

/** How a client speaks, and how its address is asked for. */
export interface ConnectOptions {
  /** Default `json`. */
  readonly protocol?: TestProtocol;
  /** How a route that hands out addresses is asked. Default `GET`. */
  readonly method?: string;
}

/**
 * Connects a client to any service: an emulator of your own, or Azure itself. `address` is a client's URL (`ws:`, `wss:`), or a route that
 * answers with one (`http:`, `https:`), as an app hands it to its pages.
 *
 * @throws TestConnectionRefused where the route, `connect` or the service says no; ConfigurationError for what is no address or option.
 *
 * @example
 * const ann = await connectTestClient(`${app.url}/login?userid=ann`);
 */
export async function connectTestClient(address: string, options: ConnectOptions = {}): Promise<TestClient> {
  judgeConnect(options);
  const { protocol = 'json', method = 'GET' } = options;
  const ask = (): Promise<string> => clientUrl('connectTestClient', address, method);
  const words = isAddress(address) ? openApps.of(address)?.words : undefined;
  const url = await (words === undefined ? ask() : words.explained(ask));
  const { openClient } = await loadWired();
  return openClient(url, protocol);
}
