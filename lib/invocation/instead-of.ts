import type { EventTrigger } from '../metadata/definition.js';
import { listAllowed } from '../outputs/suggest.js';
import { sameHub } from '../protocol/names.js';

type Event = Pick<EventTrigger, 'hub' | 'eventType' | 'eventName'>;

/** Names that a line of the log lists. */
const most = 20;

/** What functions there are instead of the one that an event has none of: those of its hub, else the hubs. For the log, never for an answer. */
export function insteadOf(event: Event, triggers: readonly Event[]): string {
  const ofHub = triggers.filter(({ hub }) => sameHub(hub, event.hub));
  if (ofHub.length > 0) {
    const names = ofHub.filter(({ eventType }) => eventType === event.eventType).map(({ eventName }) => eventName);
    return `Hub ${event.hub} has functions for these ${event.eventType} events: ${listOf(names, event.eventName)}.`;
  }
  const hubs = triggers.map(({ hub }) => hub);
  return hubs.length === 0
    ? 'There are no functions for events.'
    : `The functions are of other hubs: ${listOf(hubs, event.hub)}.`;
}

function listOf(names: readonly string[], written: string): string {
  const distinct = [...new Set(names)].slice(0, most);
  return distinct.length === 0 ? 'none' : listAllowed(distinct, written);
}
