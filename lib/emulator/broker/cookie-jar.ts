interface Cookie {
  readonly name: string;
  readonly value: string;
  readonly domain: string;
  /** Whether no other host than the one that set it gets it. */
  readonly isHostOnly: boolean;
  readonly path: string;
  readonly isSecure: boolean;
  readonly expiresAt: number;
}

// RFC 6265 6.1: what a client keeps at least; a broken app must not fill the memory.
const mostCookies = 50;
const mostCharacters = 4096;
const none: readonly Cookie[] = [];

/** The cookies that an app set on the events of one connection; they come back to it as a browser would bring them (RFC 6265). */
export class CookieJar {
  #cookies = none;

  /** Takes the `Set-Cookie` lines of an answer. What is no cookie, or is for another site, is left out. */
  take(url: string, lines: readonly string[], now: number): void {
    for (const line of lines) {
      const cookie = parseCookie(line, new URL(url), now);
      if (cookie === undefined) continue;
      const others = this.#cookies.filter((kept) => !isSame(kept, cookie) && kept.expiresAt > now);
      this.#cookies = cookie.expiresAt > now ? [...others, cookie].slice(-mostCookies) : others;
    }
  }

  /** The value of `Cookie` for a URL; undefined where there is none. */
  headerFor(url: string, now: number): string | undefined {
    if (this.#cookies.length === 0) return undefined;
    const { hostname, pathname, protocol } = new URL(url);
    const fitting = this.#cookies.filter(
      ({ domain, isHostOnly, path, isSecure, expiresAt }) =>
        expiresAt > now &&
        (isHostOnly ? hostname === domain : isInDomain(hostname, domain)) &&
        isBelow(pathname, path) &&
        (!isSecure || protocol === 'https:'),
    );
    // RFC 6265 5.4: longer paths first, older cookies first.
    const sorted = fitting.sort((left, right) => right.path.length - left.path.length);
    return sorted.map(({ name, value }) => `${name}=${value}`).join('; ') || undefined;
  }
}

function parseCookie(line: string, { hostname, pathname }: URL, now: number): Cookie | undefined {
  const [pair = '', ...attributes] = line.split(';');
  const [name, value] = splitPair(pair);
  // Characters that no header can carry back.
  if (name === '' || !pair.includes('=') || line.length > mostCharacters || /[^\t\x20-\x7e]/.test(pair))
    return undefined;
  const said = new Map(
    attributes.map((attribute) => splitPair(attribute)).map(([key, text]) => [key.toLowerCase(), text]),
  );
  const domain = (said.get('domain') ?? '').replace(/^\./, '').toLowerCase();
  if (domain !== '' && !isInDomain(hostname, domain)) return undefined;
  const path = said.get('path') ?? '';
  return {
    name,
    value,
    domain: domain || hostname,
    isHostOnly: domain === '',
    path: path.startsWith('/') ? path : pathname.slice(0, Math.max(pathname.lastIndexOf('/'), 1)),
    isSecure: said.has('secure'),
    expiresAt: expiryOf(said, now),
  };
}

// RFC 6265 5.3: Max-Age counts over Expires, and what is neither lasts as long as the session.
function expiryOf(said: ReadonlyMap<string, string>, now: number): number {
  const maxAge = said.get('max-age') ?? '';
  if (/^-?\d+$/.test(maxAge)) return now + Number(maxAge) * 1000;
  const expires = Date.parse(said.get('expires') ?? '');
  return Number.isNaN(expires) ? Infinity : expires;
}

function splitPair(text: string): readonly [name: string, value: string] {
  const at = text.indexOf('=');
  return at < 0 ? [text.trim(), ''] : [text.slice(0, at).trim(), text.slice(at + 1).trim()];
}

function isSame(left: Cookie, right: Cookie): boolean {
  return left.name === right.name && left.domain === right.domain && left.path === right.path;
}

// An address has no subdomains.
function isInDomain(hostname: string, domain: string): boolean {
  return hostname === domain || (hostname.endsWith(`.${domain}`) && !/^[\d.]+$/.test(hostname));
}

function isBelow(pathname: string, path: string): boolean {
  return pathname === path || pathname.startsWith(path.endsWith('/') ? path : `${path}/`);
}
