/** A host as a webhook origin names it: host name in lower case, port only where one was given. */
export interface OriginHost {
  readonly hostname: string;
  readonly port: string | undefined;
}

/** Reads one origin: a host, a host with port, or a URL. Undefined for what is none of them, a wildcard included. */
export function parseOrigin(origin: string): OriginHost | undefined {
  const text = origin.trim();
  if (text === '' || /[\s*]/.test(text)) return undefined;
  try {
    const { hostname } = new URL(text.includes('://') ? text : `http://${text}`);
    const port = /:(\d+)\/?$/.exec(text)?.[1];
    return { hostname: hostname.toLowerCase(), port };
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

/** Compares by host name, and by port only where the presented origin carries one. */
export function originMatches(presented: OriginHost, known: OriginHost): boolean {
  return presented.hostname === known.hostname && (presented.port === undefined || presented.port === known.port);
}
