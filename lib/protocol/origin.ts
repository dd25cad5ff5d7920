/** A host as a webhook origin names it: host name in lower case, scheme and port only where they were given. */
export interface OriginHost {
  readonly hostname: string;
  readonly scheme?: string;
  readonly port: string | undefined;
}

/** Reads one origin: a host, a host with port, or a URL. Undefined for what is none of them, a wildcard included. */
export function parseOrigin(origin: string): OriginHost | undefined {
  const text = origin.trim();
  if (text === '' || /[\s*]/.test(text)) return undefined;
  try {
    const { hostname } = new URL(text.includes('://') ? text : `http://${text}`);
    const [, scheme, authority = ''] = /^(?:([^:/?#]+):\/\/)?([^/?#]*)/.exec(text) ?? [];
    // Read from the text: a URL does not tell a default port that was written out from one that was not.
    const port = /:(\d+)$/.exec(authority)?.[1];
    return { hostname: hostname.toLowerCase(), ...(scheme && { scheme: scheme.toLowerCase() }), port };
  } catch {
    return undefined;
  }
}

/** Splits `WebHook-Request-Origin`, which may hold a comma-separated list (custom domains, replicas). */
export function splitOrigins(value: string): string[] {
  return value
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '');
}

/** An origin as a message shows it: anybody can send one, so it is quoted, and not shown longer than a host name can be. */
export function quoteOrigin(value: string): string {
  return JSON.stringify(value.length > 253 ? `${value.slice(0, 253)}…` : value);
}

/** Compares by host name, and by port only where the presented origin carries one. */
export function originMatches(presented: OriginHost, known: OriginHost): boolean {
  if (presented.hostname !== known.hostname) return false;
  return presented.port === undefined || portsOf(known).includes(presented.port);
}

const defaultPorts: Readonly<Record<string, string>> = { http: '80', https: '443' };

// A host that was given without a scheme may be served by either.
function portsOf({ scheme, port }: OriginHost): readonly (string | undefined)[] {
  if (port !== undefined) return [port];
  return scheme === undefined ? Object.values(defaultPorts) : [defaultPorts[scheme]];
}
