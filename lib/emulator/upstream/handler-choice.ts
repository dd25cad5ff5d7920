import type { GroupEventName, SystemEventName } from '../../protocol/event-type.js';
import type { EventHandler } from '../event-handler-settings.js';

/** An event that wants a handler. */
export type Wanted =
  | { readonly eventType: 'system'; readonly eventName: SystemEventName }
  | { readonly eventType: 'user'; readonly eventName: string }
  | { readonly eventType: 'group'; readonly eventName: GroupEventName; readonly group: string };

/** The first handler in order that takes an event; -1 for none. */
export function chooseHandler(handlers: readonly EventHandler[], wanted: Wanted): number {
  return handlers.findIndex((handler) => takes(handler, wanted));
}

function takes(handler: EventHandler, wanted: Wanted): boolean {
  if (wanted.eventType === 'user') return handler.takesUserEvent(wanted.eventName);
  if (wanted.eventType === 'system') return handler.takesSystemEvent(wanted.eventName);
  return handler.takesGroupEvent(wanted.eventName, wanted.group);
}

/** Why an event goes where it goes: every handler that does not take it, up to the one that does. */
export function explainChoice(handlers: readonly EventHandler[], wanted: Wanted, chosen: number): string {
  if (handlers.length === 0) return 'no handler: the hub has no event handlers';
  const passedOver = handlers.slice(0, chosen < 0 ? undefined : chosen).map((handler) => whyNot(handler, wanted));
  if (chosen < 0) return `no handler: ${passedOver.join('; ')}`;
  return [...passedOver, `eventHandlers[${chosen}] takes it`].join('; ');
}

function whyNot({ said }: EventHandler, wanted: Wanted): string {
  if (wanted.eventType === 'user') return whyNoUserEvent(said.userEventPattern, wanted.eventName);
  const names = wanted.eventType === 'system' ? said.systemEvents : said.groupEvents;
  const setting = wanted.eventType === 'system' ? 'systemEvents' : 'groupPresenceEvents.eventNames';
  if (!names.includes(wanted.eventName)) return `${setting} \`${names.join(', ')}\` is without \`${wanted.eventName}\``;
  return `no group filter of \`${said.groupFilters.join(', ')}\` matches \`${'group' in wanted ? wanted.group : ''}\``;
}

function whyNoUserEvent(pattern: string, name: string): string {
  if (pattern.trim() === '') return `no user event pattern is set for \`${name}\``;
  return `pattern \`${pattern}\` does not match \`${name}\``;
}
