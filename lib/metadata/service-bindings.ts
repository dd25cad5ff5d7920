import { createError } from '../errors.js';
import { clientProtocols, patternRoleNames, roleNames } from '../protocol/client-url.js';
import type { ConnectionBinding, EventTrigger, HttpRoute, OutputBinding, ServiceRequestBinding } from './definition.js';
import { readTemplate } from './expression-roots.js';
import { aliasOf, oneOf, readOptions, rules } from './options.js';
import type { OptionRules } from './options.js';
import type { RecordOf, ServiceOptions } from './records.js';
import type { ScannedMethod } from './scanner.js';
import { hubText, requireHubName, withSettings } from './scope.js';
import type { Scope } from './scope.js';
import { constantOf, expressionsOf } from './template.js';
import type { Template } from './template.js';

/** The setting that holds the connection where a binding names no other. */
export const defaultConnection = 'WebPubSubConnectionString';

const serviceRules: OptionRules = {
  hub: rules.text,
  hubName: aliasOf('hub', rules.text),
  connection: rules.text,
  connectionStringSetting: aliasOf('connection', rules.text),
};
const outputRules: OptionRules = { ...serviceRules, flush: oneOf(['end', 'each']) };
const connectionRules: OptionRules = {
  ...serviceRules,
  userId: rules.text,
  accessToken: rules.text,
  roles: rules.texts,
  groups: rules.texts,
  expiresInMinutes: rules.minutes,
  clientProtocol: oneOf(clientProtocols),
};
/** What `@WebPubSubConnection` takes. */
export const connectionOptions: readonly string[] = Object.keys(connectionRules);
const contextRules: OptionRules = { connections: rules.texts, connection: rules.text };

/** All that reading one binding needs: where it stands, and under which trigger. */
export interface BindingPlace {
  readonly scanned: ScannedMethod;
  readonly trigger: EventTrigger | HttpRoute;
  readonly scope: Scope;
  readonly where: string;
}

export function toOutputBinding({ options: said }: RecordOf<'output'>, place: BindingPlace): OutputBinding {
  const options = readOptions(said, outputRules, '@WebPubSub', place.where);
  return {
    kind: 'output',
    hub: readHub(options.hub, place),
    connection: connectionOf(options, place),
    flush: options.flush ?? 'end',
  };
}

export function toConnectionBinding({ options: said }: RecordOf<'connection'>, place: BindingPlace): ConnectionBinding {
  const options = readOptions(said, connectionRules, '@WebPubSubConnection', place.where);
  const read = (text: string, option: string) =>
    readTrusted(withSettings(text, place.scope, place.where), option, place);
  return {
    kind: 'connection',
    hub: readHub(options.hub, place),
    connection: connectionOf(options, place),
    ...(options.userId === undefined ? {} : { userId: read(options.userId, 'userId') }),
    ...(options.accessToken === undefined ? {} : { accessToken: read(options.accessToken, 'accessToken') }),
    roles: (options.roles ?? []).map((role) => requireNarrow(read(role, 'roles'), place.where)),
    groups: (options.groups ?? []).map((group) => read(group, 'groups')),
    ...(options.expiresInMinutes === undefined ? {} : { expiresInMinutes: options.expiresInMinutes }),
    clientProtocol: options.clientProtocol ?? 'default',
  };
}

export function toServiceRequestBinding(
  { options: said }: RecordOf<'context'>,
  place: BindingPlace,
): ServiceRequestBinding {
  const options = readOptions(said, contextRules, '@WebPubSubContext', place.where);
  if (place.trigger.kind !== 'http') {
    throw createError('WPS_BINDING_MISPLACED', {
      where: place.where,
      decorator: '@WebPubSubContext',
      problem: 'stands on a function that a service event starts',
      remedy: 'Take the context of the trigger, or start the function with @HttpTrigger.',
    });
  }
  const connections = options.connections?.length ? options.connections : [options.connection ?? defaultConnection];
  return {
    kind: 'serviceRequest',
    connections: connections.map((name) => withSettings(name, place.scope, place.where)),
  };
}

function connectionOf({ connection = defaultConnection }: ServiceOptions, { scope, where }: BindingPlace): string {
  return withSettings(connection, scope, where);
}

function readHub(own: string | undefined, place: BindingPlace): Template {
  const { scanned, trigger, scope, where } = place;
  // An event's own hub is the nearest meaning of "this hub" where neither option nor @Hub says another.
  const ofTrigger = trigger.kind === 'event' ? trigger.hub : undefined;
  const template = readTrusted(hubText(own ?? scanned.hub ?? ofTrigger, scanned, scope, where), 'hub', place);
  const constant = constantOf(template);
  if (constant !== undefined) requireHubName(constant, where);
  return template;
}

// A caller may write the headers of a principal as well as any platform; who believes them says so.
function readTrusted(text: string, option: string, { trigger, scope, where }: BindingPlace): Template {
  const template = readTemplate(text, option, trigger, where);
  const untrusted = expressionsOf(template).find(({ root }) => root.toLowerCase() === 'principal');
  if (untrusted !== undefined && scope.trustsPrincipal !== true)
    throw createError('WPS_PRINCIPAL_UNTRUSTED', { where, option, expression: untrusted.source });
  return template;
}

// A value may name one group behind a literal prefix; anywhere else it could turn one right into another.
function requireNarrow(role: Template, where: string): Template {
  const [prefix, ...rest] = role.parts;
  const isLiteral = role.parts.every((part) => typeof part === 'string');
  const allowed = [...roleNames, ...patternRoleNames].map((name) => `${name}.`);
  const isNarrow = typeof prefix === 'string' && allowed.includes(prefix) && rest.length === 1;
  if (!isLiteral && !isNarrow) throw createError('WPS_ROLE_WIDENS', { where, role: role.source });
  return role;
}
