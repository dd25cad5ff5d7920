import type { ClientAccessOptions } from '../invocation/services.js';
import type { TrustedService } from '../invocation/verifier.js';
import { Verifier } from '../invocation/verifier.js';
import type { Scope } from '../metadata/scope.js';
import type { ClientAccess } from '../protocol/client-access.js';
import type { Perform } from '../protocol/operations.js';
import { parseOrigin } from '../protocol/origin.js';
import { acceptCallerToken } from '../service/caller-token.js';
import { ServiceClients } from '../service/clients.js';
import { resolveConnection } from '../service/connections.js';
import type { ServiceConnection } from '../service/connections.js';
import { createClientAccess } from '../service/negotiate.js';
import { createError } from '../errors.js';
import { acceptedBy } from './connections.js';

/** The connections of a host by the name of their setting: whom it trusts, calls and sends clients to. */
export class ServiceRegistry {
  readonly #scope: Scope;
  readonly #origins: TrustedService['hosts'];
  readonly #connections = new Map<string, ServiceConnection>();
  readonly #verifiers = new Map<string, Verifier>();
  readonly #clients = new ServiceClients();

  constructor(scope: Scope, origins: readonly string[]) {
    this.#scope = scope;
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
   * The connection of a setting, read once.
   * @throws ConfigurationError when the setting is missing or holds no connection; `where` names who needs it.
   */
  connection(name: string, where: string): ServiceConnection {
    const known = this.#connections.get(name);
    if (known !== undefined) return known;
    const resolved = resolveConnection(name, this.#scope.setting, where);
    this.#connections.set(name, resolved);
    return resolved;
  }

  /** Decides about events for a trigger's own list of connections, else the default one; `all` is every connection that is known. */
  verifier(connections: readonly string[] | 'all'): Verifier {
    const names = connections === 'all' ? [...this.#connections.keys()] : acceptedBy(connections);
    const key = JSON.stringify(names);
    const known = this.#verifiers.get(key);
    if (known !== undefined) return known;
    const verifier = new Verifier(names.map((name) => this.#trusted(name)));
    this.#verifiers.set(key, verifier);
    return verifier;
  }

  perform(name: string, hub: string): Perform {
    return this.#clients.perform(this.connection(name, `hub ${hub}`), hub);
  }

  clientAccess(name: string, hub: string, { accessToken, ...options }: ClientAccessOptions): Promise<ClientAccess> {
    const connection = this.connection(name, `hub ${hub}`);
    if (accessToken !== undefined) return acceptCallerToken(connection, hub, accessToken, options.clientProtocol);
    return createClientAccess(this.#clients, connection, hub, options);
  }

  #trusted(name: string): TrustedService {
    const { hosts, accessKeys } = this.connection(name, 'the events of this app');
    return { accessKeys, hosts: [...hosts, ...this.#origins] };
  }
}
