import { systemClock } from '../clock.js';
import type { Clock } from '../clock.js';
import type { ClientAccessOptions } from '../invocation/services.js';
import type { TrustedService } from '../invocation/verifier.js';
import { Verifier } from '../invocation/verifier.js';
import type { ClientAccess } from '../protocol/client-access.js';
import type { Perform } from '../protocol/operations.js';
import { parseOrigin } from '../protocol/origin.js';
import { acceptCallerToken } from '../service/caller-token.js';
import { ServiceClients } from '../service/clients.js';
import type { ServiceConnection } from '../service/connections.js';
import { createTokenCheck } from '../service/entra-tokens.js';
import { createClientAccess } from '../service/negotiate.js';
import { createError } from '../errors.js';
import { ConnectionSource } from './connection-source.js';
import type { SourceOptions } from './connection-source.js';
import { acceptedBy } from './connections.js';
import type { NeededConnection } from './connections.js';

/** Runs operations on a hub over the connection of a setting. */
export type PerformFor = (connection: string, hub: string) => Perform;

/** What stands in the place of the world; for tests. */
export interface RegistryParts {
  readonly perform?: PerformFor | undefined;
  readonly clock?: Clock | undefined;
}

/** A verifier, and what it was made of. */
interface MadeVerifier {
  readonly verifier: Verifier;
  readonly names: readonly string[];
  readonly connections: readonly ServiceConnection[];
}

/** The connections of a host by the name of their setting: whom it trusts, calls and sends clients to. */
export class ServiceRegistry {
  readonly #settings: SourceOptions;
  readonly #origins: TrustedService['hosts'];
  readonly #sources = new Map<string, ConnectionSource>();
  readonly #trusted = new WeakMap<ServiceConnection, TrustedService>();
  readonly #verifiers = new Map<string, MadeVerifier>();
  /** The same by the list of a trigger, which is one object for the life of the host: found without making a key, at every event. */
  readonly #verifiersOfTriggers = new WeakMap<readonly string[], MadeVerifier>();
  readonly #clock: Clock;
  readonly #clients: ServiceClients;
  readonly #performFor: PerformFor;

  constructor(
    settings: SourceOptions,
    origins: readonly string[],
    { perform, clock = systemClock }: RegistryParts = {},
  ) {
    this.#settings = settings;
    this.#clock = clock;
    this.#clients = new ServiceClients({ clock });
    this.#performFor = perform ?? ((name, hub) => this.#performThere(name, hub));
    this.#origins = origins.map((origin, index) => {
      const host = parseOrigin(origin);
      if (host !== undefined) return host;
      throw createError('WPS_BOOTSTRAP_OPTION', {
        option: `origins[${String(index)}]`,
        problem: 'no host name',
        remedy: 'Give it one host in full, such as "chat.example.com"; there are no wildcards.',
      });
    });
  }

  /**
   * Takes up a connection that a function needs.
   * @throws ConfigurationError when the setting is missing, holds no connection, or none that can be used so.
   */
  require({ name, use, where }: NeededConnection): void {
    this.#source(name, where).require({ use, where });
  }

  /**
   * The connection of a setting, as settings are now.
   * @throws ConfigurationError when the setting is missing or holds no connection; `where` names who needs it.
   */
  connection(name: string, where: string): ServiceConnection {
    return this.#source(name, where).current();
  }

  /** Decides about events for a trigger's own list of connections, else the default one; `all` is every connection that is known. */
  verifier(connections: readonly string[] | 'all'): Verifier {
    if (connections === 'all') return this.#verifierOf([...this.#sources.keys()]).verifier;
    const known = this.#verifiersOfTriggers.get(connections);
    if (known !== undefined && this.#isCurrent(known)) return known.verifier;
    const made = this.#verifierOf(acceptedBy(connections));
    this.#verifiersOfTriggers.set(connections, made);
    return made.verifier;
  }

  #verifierOf(names: readonly string[]): MadeVerifier {
    const key = JSON.stringify(names);
    const known = this.#verifiers.get(key);
    if (known !== undefined && this.#isCurrent(known)) return known;
    const connections = names.map((name) => this.#accepted(name));
    const verifier = new Verifier(connections.map((connection) => this.#trust(connection)));
    const made = { verifier, names, connections };
    this.#verifiers.set(key, made);
    return made;
  }

  #isCurrent({ names, connections }: MadeVerifier): boolean {
    return names.every((name, at) => connections[at] === this.#accepted(name));
  }

  /** Runs operations over the connection as it is at each of them: a server object may outlive a key. */
  perform(name: string, hub: string): Perform {
    const where = `hub ${hub}`;
    this.#source(name, where);
    return this.#performFor(name, hub);
  }

  #performThere(name: string, hub: string): Perform {
    return (operation, options) => this.#clients.perform(this.connection(name, `hub ${hub}`), hub)(operation, options);
  }

  clientAccess(
    name: string,
    hub: string,
    { accessToken, ...options }: ClientAccessOptions & { readonly signal?: AbortSignal },
  ): Promise<ClientAccess> {
    const connection = this.connection(name, `hub ${hub}`);
    if (accessToken !== undefined) {
      const { clientProtocol } = options;
      return acceptCallerToken(connection, hub, accessToken, { clientProtocol, clock: this.#clock });
    }
    return createClientAccess(this.#clients, connection, hub, options);
  }

  #source(name: string, where: string): ConnectionSource {
    const known = this.#sources.get(name);
    if (known !== undefined) return known;
    const source = new ConnectionSource({ name, where }, this.#settings);
    this.#sources.set(name, source);
    return source;
  }

  #accepted(name: string): ServiceConnection {
    return this.connection(name, 'the events of this app');
  }

  // Once for each connection: the keys of a tenant are fetched by it and kept in it.
  #trust(connection: ServiceConnection): TrustedService {
    const known = this.#trusted.get(connection);
    if (known !== undefined) return known;
    const { hosts, accessKeys, identity } = connection;
    const trusted: TrustedService = {
      ...{ accessKeys, hosts: [...hosts, ...this.#origins] },
      checkToken:
        identity === undefined || 'missing' in identity.caller
          ? undefined
          : createTokenCheck(identity.caller, this.#clock),
    };
    this.#trusted.set(connection, trusted);
    return trusted;
  }
}
