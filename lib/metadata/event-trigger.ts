import { createError } from '../errors.js';
import { eventTypes, groupEventNames, systemEventNames } from '../protocol/event-type.js';
import type { EventType } from '../protocol/event-type.js';
import { isUserEventName, sameHub } from '../protocol/names.js';
import type { EventTrigger } from './definition.js';
import { meantSystemEvent } from './near-miss.js';
import { aliasOf, oneOf, readOptions, rules } from './options.js';
import type { OptionRules } from './options.js';
import type { RecordOf, TriggerOptions } from './records.js';
import type { ScannedMethod } from './scanner.js';
import { hubText, requireHubName, withSettings } from './scope.js';
import type { Scope } from './scope.js';

const triggerRules: OptionRules = {
  hub: rules.text,
  hubName: aliasOf('hub', rules.text),
  eventType: oneOf(eventTypes),
  eventName: rules.text,
  clientProtocols: oneOf(['all', 'webPubSub', 'mqtt']),
  connections: rules.texts,
  connection: rules.text,
};

interface EventKey {
  readonly hub?: string;
  readonly eventType: EventType;
  readonly eventName: string;
}

/**
 * What a `@WebPubSubTrigger` means. The hub and event stand in its arguments; without them in a function name `<hub>-<event>`
 * (the rule of the seed); without that in `@Hub` and the method's name.
 */
export function toEventTrigger(
  record: RecordOf<'trigger'>,
  scanned: ScannedMethod,
  scope: Scope,
  where: string,
): EventTrigger {
  const options = readOptions(record.options, triggerRules, '@WebPubSubTrigger', where);
  const key = eventKey(options, scanned, scope, where);
  const hub = requireHubName(hubText(key.hub ?? options.hub, scanned, scope, where), where);
  const eventName = checkedName(key, where);
  const names = options.connections?.length
    ? options.connections
    : [options.connection].filter((name) => name !== undefined);
  const connections = names.map((name) => withSettings(name, scope, where));
  const clientProtocols = options.clientProtocols ?? 'all';
  return { kind: 'event', hub, eventType: key.eventType, eventName, clientProtocols, connections };
}

function eventKey(options: TriggerOptions, scanned: ScannedMethod, scope: Scope, where: string): EventKey {
  if (options.eventName !== undefined) {
    const eventName = withSettings(options.eventName, scope, where);
    return { eventType: options.eventType ?? typeOfName(eventName, where), eventName };
  }
  const functionName = scanned.records.find((record) => record.kind === 'functionName')?.name;
  if (functionName !== undefined) return keyOfFunctionName(functionName, options, scanned, scope, where);
  const { member } = scanned;
  if (typeof member === 'symbol') throw createError('WPS_EVENT_INVALID', { where, eventName: String(member) });
  return fromWord(member, options, where);
}

// seed: "<hub>-<event>". A hub name has no "-", so the first one divides.
function keyOfFunctionName(
  name: string,
  options: TriggerOptions,
  scanned: ScannedMethod,
  scope: Scope,
  where: string,
): EventKey {
  const divider = name.indexOf('-');
  if (divider < 0) return fromWord(name, options, where);
  const inName = name.slice(0, divider);
  const said = options.hub ?? scanned.hub;
  const inClass = said === undefined ? inName : withSettings(said, scope, where);
  if (!sameHub(inName, inClass)) throw createError('WPS_HUB_CONFLICT', { where, inName, inClass });
  return { hub: inName, ...fromWord(name.slice(divider + 1), options, where) };
}

// seed: "disconnect" means the system event "disconnected". A trigger that says "user" means neither.
function fromWord(word: string, { eventType }: TriggerOptions, where: string): EventKey {
  const eventName = word === 'disconnect' && eventType !== 'user' ? 'disconnected' : word;
  return { eventType: eventType ?? typeOfName(eventName, where), eventName };
}

// A slip in a system event's name would make a user event that no client ever sends.
function typeOfName(eventName: string, where: string): EventType {
  if ((systemEventNames as readonly string[]).includes(eventName)) return 'system';
  const meant = meantSystemEvent(eventName);
  if (meant === undefined) return 'user';
  const hint = `Did you mean "${meant}"? A user event of that name says so: @WebPubSubTrigger('user', '${eventName}').`;
  throw createError('WPS_EVENT_UNKNOWN', { where, eventType: 'system', eventName, hint });
}

function checkedName({ eventType, eventName }: EventKey, where: string): string {
  if (eventType === 'user') {
    if (!isUserEventName(eventName)) throw createError('WPS_EVENT_INVALID', { where, eventName });
    return eventName;
  }
  const known: readonly string[] = eventType === 'system' ? systemEventNames : groupEventNames;
  const name = known.find((one) => one === eventName.toLowerCase());
  if (name === undefined)
    throw createError('WPS_EVENT_UNKNOWN', {
      where,
      eventType,
      eventName,
      hint: `Its events are ${known.join(', ')}.`,
    });
  return name;
}
