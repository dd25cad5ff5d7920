/** What an `aud` claim names: a host with its port in lower case, and a path as it was written, without query and trailing slash. */
export interface Audience {
  readonly host: string;
  readonly path: string;
  readonly query: string;
}

const defaultPorts: Readonly<Record<string, string>> = { http: ':80', ws: ':80', https: ':443', wss: ':443' };

/** Reads an audience. The scheme may be http, https, ws or wss and says nothing. */
export function parseAudience(text: string): Audience | undefined {
  const match = /^(https?|wss?):\/\/([^/?#]+)([^?#]*)\??([^#]*)/i.exec(text);
  if (match === null) return undefined;
  const [, scheme = '', host = '', path = '', query = ''] = match;
  return { host: withoutDefaultPort(host.toLowerCase(), scheme.toLowerCase()), path: trimSlashes(path), query };
}

function withoutDefaultPort(host: string, scheme: string): string {
  const port = defaultPorts[scheme] ?? '';
  return host.endsWith(port) ? host.slice(0, -port.length) : host;
}

function trimSlashes(path: string): string {
  return path.replace(/\/+$/, '');
}

/** `decodeURIComponent` that leaves alone what it cannot decode. */
export function decodeOnce(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
