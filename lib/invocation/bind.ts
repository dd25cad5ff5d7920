import { createError } from '../errors.js';
import type { ConnectionBinding, OutputBinding, ParameterBinding, PartBinding } from '../metadata/definition.js';
import type { Template } from '../metadata/template.js';
import type { AsyncCollector } from '../outputs/async-collector.js';
import type { ClientAccess } from '../protocol/client-access.js';
import { isHubName } from '../protocol/names.js';
import { evaluate, evaluateRole } from './expressions.js';
import type { BindingValues } from './expressions.js';
import type { Invocation } from './invocation.js';
import { unlessError } from './middleware.js';
import type { AnyContext } from './reporter.js';
import type { ServiceRequest } from './service-request.js';
import type { Services } from './services.js';
import { validated } from './validated.js';

/** What the values of a function's bindings are made of, in one invocation. */
export interface BindingSources {
  readonly context: AnyContext;
  readonly values: BindingValues;
  readonly invocation: Invocation;
  readonly services: Services;
  /** Reads the raw service request of an HTTP function whose route is the user's own. */
  readonly serviceRequest: (connections: readonly string[]) => Promise<ServiceRequest>;
}

/** The arguments of a method, in order; a promise of them only where one has to be waited for. */
export function bindArguments(
  bindings: readonly ParameterBinding[],
  sources: BindingSources,
): unknown[] | Promise<unknown[]> {
  if (!bindings.every(isPrompt)) return bindInTurn(bindings, sources);
  return bindings.map((binding) => bindOne(binding, sources));
}

function isPrompt({ kind }: ParameterBinding): boolean {
  return kind === 'trigger' || kind === 'output';
}

async function bindInTurn(bindings: readonly ParameterBinding[], sources: BindingSources): Promise<unknown[]> {
  const values: unknown[] = [];
  for (const binding of bindings) values.push(await bindOne(binding, sources));
  return values;
}

function bindOne(binding: ParameterBinding, sources: BindingSources): unknown {
  switch (binding.kind) {
    case 'trigger':
      return sources.context;
    case 'output':
      return bindCollector(binding, sources);
    case 'connection':
      return bindClientAccess(binding, sources);
    case 'serviceRequest':
      return sources.serviceRequest(binding.connections);
    case 'part':
      return bindPart(binding, sources);
  }
}

async function bindPart({ name, read, schema }: PartBinding, { context }: BindingSources): Promise<unknown> {
  const value = unlessError(await read(context as never));
  return schema === undefined ? value : validated(value, schema, name);
}

function bindCollector(binding: OutputBinding, sources: BindingSources): AsyncCollector {
  return sources.invocation.outputs.collector(outputTarget(binding, sources), { flush: binding.flush });
}

/** The service and hub that an output binding names, its expressions evaluated. */
export function outputTarget({ hub, connection }: OutputBinding, sources: BindingSources) {
  return sources.services.target(connection, hubOf(hub, sources));
}

/** Makes the client URL and token that a connection binding describes. */
export function bindClientAccess(binding: ConnectionBinding, sources: BindingSources): Promise<ClientAccess> {
  const { services, values, invocation } = sources;
  const { clock } = invocation;
  const text = (template: Template | undefined) => (template === undefined ? '' : evaluate(template, values, clock));
  // An optional expression without a value leaves the option out: the client is anonymous, the token is made here.
  const userId = text(binding.userId);
  const accessToken = text(binding.accessToken);
  const options = {
    ...(userId === '' ? {} : { userId }),
    ...(accessToken === '' ? {} : { accessToken }),
    ...(binding.roles.length === 0 ? {} : { roles: binding.roles.map((role) => evaluateRole(role, values, clock)) }),
    ...(binding.groups.length === 0 ? {} : { groups: groupsOf(binding.groups, sources) }),
    ...(binding.expiresInMinutes === undefined ? {} : { expiresInMinutes: binding.expiresInMinutes }),
    clientProtocol: binding.clientProtocol,
  };
  return services.clientAccess(binding.connection, hubOf(binding.hub, sources), options, invocation.signal);
}

function groupsOf(groups: readonly Template[], { values, invocation }: BindingSources): readonly string[] {
  return groups.map((group) => evaluate(group, values, invocation.clock)).filter((group) => group !== '');
}

function hubOf(template: Template, { values, invocation }: BindingSources): string {
  const hub = evaluate(template, values, invocation.clock);
  if (!isHubName(hub)) throw createError('WPS_HUB_VALUE', { expression: template.source });
  return hub;
}
