import type { TappedEvent } from './entries.js';

/** Of an event to the app what entries have: neither its body nor its cookies. */
export function tappedEvent({ hub, connectionId, eventType, eventName, eventId }: TappedEvent): TappedEvent {
  return { hub, connectionId, eventType, eventName, eventId };
}
