import { clientUrl } from './client-address.js';
import type { ConnectOptions } from './connect-test-client.js';
import { judgeLive } from './judge-app.js';
import type { LiveClient, LiveClientListener } from './live-client.js';
import { loadWired } from './load-wired.js';

export interface LiveClientOptions extends ConnectOptions, LiveClientListener {}

/**
 * Connects a client that tells of every frame as it comes and keeps none: for tools and long runs, where {@link connectTestClient} is for tests.
 * @throws TestConnectionRefused where the route, `connect` or the service says no; ConfigurationError for what is no address or option.
 *
 * @example
 * const client = await connectLiveClient(url, { protocol: 'json.reliable', onFrame: (frame) => console.log(frame) });
 */
export async function connectLiveClient(address: string, options: LiveClientOptions): Promise<LiveClient> {
  judgeLive(options);
  const { protocol = 'json', method = 'GET', ...listener } = options;
  const url = await clientUrl('connectLiveClient', address, method);
  const { openLiveClient } = await loadWired();
  return openLiveClient({ url, protocol, ...listener });
}
