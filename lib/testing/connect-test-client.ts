import { TestConnectionRefused } from './connection-refused.js';
import { judgeConnect } from './judge-app.js';
import { refusal } from './judge.js';
import { loadWired } from './load-wired.js';
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
  if (!/^(?:http|ws)s?:\/\//.test(address))
    throw refusal(
      'connectTestClient',
      'no address',
      'Give it the URL of a client or of a route: ws:, wss:, http: or https:.',
    );
  const { protocol = 'json', method = 'GET' } = options;
  const { openClient } = await loadWired();
  return openClient(address.startsWith('http') ? await ask(address, method) : address, protocol);
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
