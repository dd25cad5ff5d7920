import { createFunctionClass, handlerMember } from '../metadata/function-class.js';
import type { DefinedFunction } from '../metadata/function-class.js';
import { readOptions, rules } from '../metadata/options.js';
import type { OptionRule, OptionRules } from '../metadata/options.js';
import type { ConnectionOptions } from '../metadata/records.js';
import { connectionOptions } from '../metadata/service-bindings.js';
import { addRecord } from '../metadata/store.js';
import { createHost } from './host.js';
import type { AssemblyParts, Host, HostOptions } from './host.js';

/** What a client is given on a route of the user's own, and where the settings for it come from. */
export interface NegotiateOptions
  extends ConnectionOptions, Pick<HostOptions, 'settings' | 'trustClientPrincipal' | 'bodyLimit' | 'log'> {
  /** Names of the route's parameters that expressions read, for example `['room']` for `{room}`. */
  readonly params?: readonly string[];
}

/** A host with one HTTP function, which answers with a client's URL and token. */
export interface Negotiation {
  readonly host: Host;
  readonly functionName: string;
  /** Whether what it hands out depends on the body: where not, the body is left alone. */
  readonly readsBody: boolean;
}

const name = 'negotiate';
// Whoever takes an option judges it: the connection, or the host.
const passedOn: OptionRule = { accepts: () => true, expected: 'a value' };
const negotiationRules: OptionRules = {
  ...Object.fromEntries(
    [...connectionOptions, 'settings', 'trustClientPrincipal', 'bodyLimit', 'log'].map((option) => [option, passedOn]),
  ),
  params: rules.texts,
};

/**
 * Makes a {@link Negotiation}.
 * @throws ConfigurationError naming the option.
 */
export function createNegotiation(said: NegotiateOptions, parts: Pick<AssemblyParts, 'clock'> = {}): Negotiation {
  const read = readOptions(said, negotiationRules, 'negotiate', 'negotiate()');
  const { settings, trustClientPrincipal, bodyLimit, log, params: parameters = [], ...options } = read;
  const given = { settings, trustClientPrincipal, bodyLimit, log };
  const functions = [defineNegotiation(options, parameters)];
  const { host, door } = createHost({ ...withoutUndefined(given), functions }, parts);
  return { host, functionName: name, readsBody: door.routes.some((route) => route.readsBody) };
}

// The route itself is the user's; this one is only what names its parameters.
function defineNegotiation(options: ConnectionOptions, parameters: readonly string[]): DefinedFunction {
  const handler = (): void => undefined;
  const owner = createFunctionClass(name, handler);
  const place = { on: 'method', owner, member: handlerMember } as const;
  const route = [name, ...parameters.map((parameter) => `{${parameter}}`)].join('/');
  addRecord(place, { kind: 'functionName', name });
  addRecord(place, { kind: 'httpTrigger', options: { route } });
  addRecord(place, { kind: 'connection', options });
  return Object.assign(new owner(), { name, handler });
}

function withoutUndefined(options: object): HostOptions {
  return Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined));
}
