/** Where browsers open their WebSockets, as a content security policy names it: `ws://localhost:8080`. */
export function clientOrigin(connectionString: string, reverseProxyEndpoint?: string): string {
  return (reverseProxyEndpoint ? originOf(reverseProxyEndpoint) : serviceOrigin(connectionString)).replace(
    /^http/,
    'ws',
  );
}

/** The service of a connection string, without its key: `http://localhost:8080`. */
export function serviceOrigin(connectionString: string): string {
  const parts = connectionString.split(';').map((part) => part.split('='));
  const value = (name: string) => parts.find(([key = '']) => key.trim().toLowerCase() === name)?.[1]?.trim();
  return originOf(value('endpoint') ?? '', value('port'));
}

function originOf(endpoint: string, port?: string): string {
  const address = /^https?:/i.test(endpoint) ? endpoint : `https://${endpoint}`;
  // What is no connection string is told of by bootstrap.
  if (!URL.canParse(address)) return '';
  const url = new URL(address);
  if (port !== undefined) url.port = port;
  return url.origin;
}
