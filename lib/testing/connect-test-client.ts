import { TestConnectionRefused } from './connection-refused.js';
import { loadWired } from './load-wired.js';
import type { TestClient } from './test-client.js';
import type { TestProtocol } from './test-protocol.js';

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
 * @throws TestConnectionRefused where the route, `connect` or the service says no.
 *
 * @example
 * const ann = await connectTestClient(`${app.url}/login?userid=ann`);
 */
export async function connectTestClient(
  address: string,
  { protocol = 'json', method = 'GET' }: ConnectOptions = {},
): Promise<TestClient> {
  const { connectTo } = await loadWired();
  return connectTo(address.startsWith('http') ? await ask(address, method) : address, protocol);
}

async function ask(route: string, method: string): Promise<string> {
  const answer = await fetch(route, { method });
  const body = await answer.text();
  if (!answer.ok) throw new TestConnectionRefused(answer.status, body);
  const url = urlIn(body);
  if (url === undefined)
    throw new TypeError(`${method} ${new URL(route).pathname} answers without a "url" to connect to.`);
  return url;
}

function urlIn(body: string): string | undefined {
  try {
    const { url } = JSON.parse(body) as { readonly url?: unknown };
    return typeof url === 'string' ? url : undefined;
  } catch {
    return undefined;
  }
}
