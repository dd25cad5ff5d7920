import { createError } from '../errors.js';
import type { ServiceConnection } from '../service/connections.js';
import { resolveConnection } from '../service/connections.js';
import type { Settings } from '../service/settings.js';
import type { ConnectionUse, NeededConnection } from './connections.js';

export interface SourceOptions {
  /** All settings of the host. */
  readonly setting: Settings;
  /** The function among them that may say something else tomorrow, if there is one. */
  readonly watched?: Settings | undefined;
  /** Told of what the function says now and nothing can be made of. */
  readonly onProblem?: ((error: unknown, name: string) => void) | undefined;
}

/**
 * The connection of one setting. Where settings are a function, each look at it asks that function, and it alone, for the settings that the
 * connection was made of; only when an answer is another one, the connection is read anew.
 */
export class ConnectionSource {
  readonly #name: string;
  readonly #where: string;
  readonly #options: SourceOptions;
  readonly #uses = new Map<ConnectionUse, string>();
  #current: ServiceConnection;
  /** What the function said to each setting that was read. */
  #said = new Map<string, string | undefined>();
  #failing = false;

  /** @throws ConfigurationError when the setting is missing or holds no connection. */
  constructor({ name, where }: Omit<NeededConnection, 'use'>, options: SourceOptions) {
    this.#name = name;
    this.#where = where;
    this.#options = options;
    this.#current = this.#read();
  }

  /** The connection, as settings are now; the same object while they say the same. */
  current(): ServiceConnection {
    const { watched } = this.#options;
    if (watched !== undefined) this.#follow(watched);
    return this.#current;
  }

  /**
   * From now on the connection has to serve this use too.
   * @throws ConfigurationError when it cannot.
   */
  require({ use, where }: Omit<NeededConnection, 'name'>): void {
    requireUse(this.#current, use, where);
    this.#uses.set(use, where);
  }

  #follow(watched: Settings): void {
    try {
      if (isUnchanged(this.#said, watched)) return;
      const connection = this.#read();
      for (const [use, where] of this.#uses) requireUse(connection, use, where);
      this.#current = connection;
      this.#failing = false;
    } catch (error) {
      if (!this.#failing) this.#options.onProblem?.(error, this.#name);
      this.#failing = true;
    }
  }

  // What was said is kept also where nothing can be made of it: the next look has to find that it did not change.
  #read(): ServiceConnection {
    const { setting, watched } = this.#options;
    const said = new Map<string, string | undefined>();
    this.#said = said;
    const read: Settings = (name) => {
      if (watched !== undefined) said.set(name, watched(name));
      return setting(name);
    };
    return resolveConnection(this.#name, read, this.#where);
  }
}

function isUnchanged(said: ReadonlyMap<string, string | undefined>, watched: Settings): boolean {
  for (const [name, text] of said) if (watched(name) !== text) return false;
  return true;
}

function requireUse({ name, identity }: ServiceConnection, use: ConnectionUse, where: string): void {
  if (identity === undefined || use === 'calls') return;
  if (use === 'callerTokens') throw createError('WPS_CONNECTION_KEYLESS', { setting: name, where });
  if (!('missing' in identity.caller)) return;
  const remedy =
    'It takes all of them to tell whether an event comes from the service; docs/security.md has what they are.';
  throw createError('WPS_IDENTITY_INCOMPLETE', {
    ...{ setting: name, where, remedy },
    missing: identity.caller.missing.join(', '),
  });
}
