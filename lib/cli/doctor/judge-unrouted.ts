import type { EventFunctionInfo } from '../../index.js';
import { findingsOf, type Finding } from './finding.js';
import { nearName } from '../nearest.js';

const { failure } = findingsOf('routes');

/** A function whose event nobody sends, and why, as the routes say it. */
export interface Unrouted {
  readonly one: EventFunctionInfo;
  readonly why: string;
}

const hasNoHandlers = 'the hub has no event handlers';

/** What is said of functions that never get their event; a hub without event handlers is one fault, however many functions it has. */
export function judgeUnrouted(unrouted: readonly Unrouted[], hubsOfSettings: readonly string[]): readonly Finding[] {
  const namesOf = new Map<string, string[]>();
  for (const { one, why } of unrouted)
    if (why.includes(hasNoHandlers)) namesOf.set(one.hub, [...(namesOf.get(one.hub) ?? []), one.name]);
  const ofHubs = [...namesOf].map(([hub, names]) => judgeHub(hub, names, hubsOfSettings));
  return [...ofHubs, ...unrouted.filter(({ why }) => !why.includes(hasNoHandlers)).map(judgeEvent)];
}

function judgeHub(hub: string, names: readonly string[], hubsOfSettings: readonly string[]): Finding {
  const others = hubsOfSettings.filter((one) => one.toLowerCase() !== hub.toLowerCase());
  const near = nearName(hub, others);
  const message = `The settings have no event handler for hub ${hub}: no event gets to ${names.join(', ')}.`;
  const remedy =
    near === undefined
      ? 'Write the settings from code: web-pubsub config.'
      : `They have a hub ${near}: is that the one, misspelt here or there?`;
  return failure(message, remedy);
}

const settingOf: Readonly<Record<EventFunctionInfo['eventType'], string>> = {
  user: 'userEventPattern',
  system: 'systemEvents',
  group: 'groupPresenceEvents.eventNames',
};

function judgeEvent({ one, why }: Unrouted): Finding {
  const { name, hub, eventType, event } = one;
  const because = why.replace(/^no handler: /, '').replaceAll(/ `` is without `[^`]*`/g, ' is empty');
  const message = `${name} never gets the ${eventType} event "${event}" of hub ${hub}: ${because}.`;
  const remedy = `Add "${event}" to ${settingOf[eventType]} of an event handler of the hub, or write the settings from code: web-pubsub config.`;
  return failure(message, remedy);
}
