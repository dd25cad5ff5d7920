import { TestConnectionRefused } from './connection-refused.js';
import { refusal } from './judge.js';

/**
 * The URL that a client connects to: the address itself (`ws:`, `wss:`), or what a route of the app answers with (`http:`, `https:`).
 * @throws TestConnectionRefused where the route says no; ConfigurationError for what is no address.
 */
export async function clientUrl(where: string, address: string, method: string): Promise<string> {
  if (!isAddress(address))
    throw refusal(where, 'no address', 'Give it the URL of a client or of a route: ws:, wss:, http: or https:.');
  return address.startsWith('http') ? ask(address, method) : address;
}

/** Whether a client could be given it, or ask it. */
export function isAddress(text: string): boolean {
  return /^(?:http|ws)s?:\/\//.test(text) && URL.canParse(text);
}

async function ask(route: string, method: string): Promise<string> {
  const answer = await request(route, method);
  const body = await answer.text();
  const asked = `${method} ${new URL(route).pathname}`;
  if (!answer.ok) throw refused(answer, body, asked);
  const url = urlIn(body);
  if (url === undefined) throw new TypeError(`${asked} answers without a "url" to connect to.`);
  return url;
}

function refused({ status, headers }: Response, body: string, route: string): TestConnectionRefused {
  if (status !== 405) return new TestConnectionRefused(status, body, { route });
  // RFC 9110 15.5.6: a 405 says what is allowed; not every server does.
  const allowed = headers.get('allow')?.split(',')[0]?.trim().toUpperCase();
  return new TestConnectionRefused(status, body, { route, remedy: `Ask it with { method: '${allowed || 'POST'}' }.` });
}

/** What `fetch` says of a failure alone is that it failed. */
async function request(route: string, method: string): Promise<Response> {
  try {
    return await fetch(route, { method });
  } catch (failure) {
    const reason = (failure as { readonly cause?: NodeJS.ErrnoException }).cause ?? (failure as NodeJS.ErrnoException);
    const { origin, pathname } = new URL(route);
    throw new Error(`${method} ${origin}${pathname} was not answered: ${reason.code ?? reason.message}.`, {
      cause: failure,
    });
  }
}

function urlIn(body: string): string | undefined {
  try {
    const { url } = JSON.parse(body) as { readonly url?: unknown };
    return typeof url === 'string' ? url : undefined;
  } catch {
    return undefined;
  }
}
