import type { EventOrigin } from '../emulator/upstream/event.js';
import type { OptionRules } from '../metadata/options.js';
import { rules } from '../metadata/options.js';
import { parseConnectionString } from '../protocol/connection-string.js';
import type { ConnectionStringParts } from '../protocol/connection-string.js';
import { name } from './event-rules.js';
import { refusal } from './judge.js';

/** The service that a request is to come from. */
export interface SigningKey {
  /** What the app has as `WebPubSubConnectionString`; its endpoint is the origin. */
  readonly connectionString?: string;
  /** Instead of a connection string. */
  readonly accessKey?: string;
  /** The service signs with both of its keys. */
  readonly secondaryAccessKey?: string;
  /** Host name of the service. Default: that of the connection string, else `localhost`. */
  readonly origin?: string;
}

export const originRules: OptionRules = { connectionString: rules.text, origin: name };
export const keyRules: OptionRules = { ...originRules, accessKey: rules.text, secondaryAccessKey: rules.text };

/**
 * The host that a request names as its origin, and the keys it is signed with, primary first.
 * @throws ConfigurationError, which never holds a key.
 */
export function originOf(where: string, key: SigningKey): EventOrigin {
  const { connectionString, accessKey, secondaryAccessKey } = key;
  const primary = connectionString === undefined ? accessKey : read(where, connectionString).accessKey;
  if (primary === undefined)
    throw refusal(where, 'no key to sign with', 'Give it the "connectionString" of the app, or "accessKey".');
  if (connectionString !== undefined && accessKey !== undefined)
    throw refusal(where, 'both connectionString and accessKey', 'Give it one of them.');
  if (/(^|;)\s*AccessKey\s*=/i.test(primary))
    throw refusal(where, 'a whole connection string as "accessKey"', 'Give it as "connectionString".');
  const accessKeys = secondaryAccessKey === undefined ? [primary] : [primary, secondaryAccessKey];
  return { hostname: hostnameOf(where, key), accessKeys };
}

/** The host that a request names as its origin. */
export function hostnameOf(where: string, { connectionString, origin }: SigningKey): string {
  if (origin !== undefined) return origin;
  return connectionString === undefined ? 'localhost' : new URL(read(where, connectionString).endpoint).hostname;
}

function read(where: string, connectionString: string): ConnectionStringParts {
  const parts = parseConnectionString(connectionString);
  if (!('problem' in parts)) return parts;
  throw refusal(where, `a connectionString that is none: ${parts.problem}`, 'Give it the one of the app.');
}
