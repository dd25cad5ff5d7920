/** What a connection string says. `endpoint` has no trailing slash and includes the port. */
export interface ConnectionStringParts {
  readonly endpoint: string;
  readonly accessKey: string;
}

/** A connection string that cannot be used; `problem` never contains the key. */
export interface ConnectionStringProblem {
  readonly problem: string;
}

/** The emulator's published key, worthless as a secret. Source: the connection string of the official emulator. */
export const wellKnownAccessKey = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789ABCDEFGH';

/**
 * Reads `Endpoint=https://…;AccessKey=…;Version=1.0;` with an optional `Port=…`. Keys are case-insensitive, unknown ones are
 * ignored, and only the first `=` of a piece divides it, so that base64 padding of a key survives.
 */
export function parseConnectionString(text: string): ConnectionStringParts | ConnectionStringProblem {
  const values = new Map<string, string>();
  for (const piece of text.split(';')) {
    const divider = piece.indexOf('=');
    if (divider < 0) continue;
    const key = piece.slice(0, divider).trim().toLowerCase();
    if (values.has(key)) return { problem: `it names ${key} twice` };
    values.set(key, piece.slice(divider + 1).trim());
  }
  const accessKey = values.get('accesskey');
  const endpoint = values.get('endpoint');
  if (!endpoint) return { problem: 'it has no Endpoint' };
  if (!accessKey) return { problem: 'it has no AccessKey' };
  return completeEndpoint(endpoint, values.get('port'), accessKey);
}

function completeEndpoint(
  endpoint: string,
  port: string | undefined,
  accessKey: string,
): ConnectionStringParts | ConnectionStringProblem {
  // The SDK takes an endpoint without a scheme for https, and so "localhost:8080", where an emulator speaks http: say which.
  if (!/^https?:\/\//i.test(endpoint))
    return { problem: 'its Endpoint must begin with https://, or with http:// for an emulator' };
  if (!URL.canParse(endpoint)) return { problem: 'its Endpoint is not a URL' };
  const url = new URL(endpoint);
  // Whatever else stands there would be dropped or go along with every call; a gateway has a setting of its own.
  if (url.href !== `${url.origin}/`) return { problem: 'its Endpoint has more than a scheme, a host and a port' };
  if (port !== undefined) {
    if (!isPort(port)) return { problem: 'its Port is not a number from 1 to 65535' };
    url.port = port;
  }
  return { endpoint: url.origin, accessKey };
}

function isPort(text: string): boolean {
  return /^\d{1,5}$/.test(text) && Number(text) >= 1 && Number(text) <= 65_535;
}

/** The text that {@link parseConnectionString} reads. */
export function formatConnectionString({ endpoint, accessKey }: ConnectionStringParts): string {
  return `Endpoint=${endpoint};AccessKey=${accessKey};Version=1.0;`;
}

/** Whether a host name can only be this machine: `localhost`, `127.0.0.0/8` or `::1`. */
export function isLoopback(hostname: string): boolean {
  const host = hostname.toLowerCase().replace(/^\[|\]$/g, '');
  return host === 'localhost' || host.endsWith('.localhost') || host === '::1' || /^127(\.\d{1,3}){3}$/.test(host);
}
