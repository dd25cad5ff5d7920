import type { HostOptions } from '../host/host.js';

/**
 * How long closing waits for what is under way. It is over before jest and vitest lose patience, which is after 5 s, also where a client has
 * waited before: a function that hangs fails in words.
 */
export const closeMilliseconds = 750;

/** The settings of a test, with a connection where it gives none. */
export function withConnection(
  settings: HostOptions['settings'],
  connectionString: string,
): (name: string) => string | undefined {
  const given = typeof settings === 'function' ? settings : (name: string) => settings?.[name];
  return (name) => given(name) ?? (name === 'WebPubSubConnectionString' ? connectionString : undefined);
}
