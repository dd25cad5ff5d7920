import type { HostOptions } from '../host/host.js';

/** The settings of a test, with a connection where it gives none. */
export function withConnection(
  settings: HostOptions['settings'],
  connectionString: string,
): (name: string) => string | undefined {
  const given = typeof settings === 'function' ? settings : (name: string) => settings?.[name];
  return (name) => given(name) ?? (name === 'WebPubSubConnectionString' ? connectionString : undefined);
}
