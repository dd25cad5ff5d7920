/** Where browsers open their WebSockets, as a content security policy names it: `ws://localhost:8080`. */
export function clientOrigin(connectionString: string): string {
  return serviceOrigin(connectionString).replace(/^http/, 'ws');
}

/** The service of a connection string, without its key: `http://localhost:8080`. */
export function serviceOrigin(connectionString: string): string {
  const parts = connectionString.split(';').map((part) => part.split('='));
  const value = (name: string) => parts.find(([key = '']) => key.trim().toLowerCase() === name)?.[1]?.trim();
  const url = new URL(value('endpoint') ?? 'http://localhost:8080');
  const port = value('port');
  if (port !== undefined) url.port = port;
  return url.origin;
}
