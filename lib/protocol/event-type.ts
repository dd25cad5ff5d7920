/** `system`: the life of a connection. `user`: what a client sent. `group`: a connection joined or left a group. */
export type EventType = 'system' | 'user' | 'group';
/** Events in the life of a connection. The service waits for the answer to `connect` alone. */
export type SystemEventName = 'connect' | 'connected' | 'disconnected';
/** Events of group presence. */
export type GroupEventName = 'joined' | 'left';

/** The names an event of type `E` may have. User events are named by the client. */
export type EventName<E extends EventType> = E extends 'system'
  ? SystemEventName
  : E extends 'group'
    ? GroupEventName
    : string;

export const systemEventNames: readonly SystemEventName[] = ['connect', 'connected', 'disconnected'];
export const groupEventNames: readonly GroupEventName[] = ['joined', 'left'];
export const eventTypes: readonly EventType[] = ['system', 'user', 'group'];

const prefixes: Readonly<Record<EventType, string>> = {
  system: 'azure.webpubsub.sys.',
  user: 'azure.webpubsub.user.',
  group: 'azure.webpubsub.gp.',
};

/** The value of `ce-type`, for example `azure.webpubsub.user.message`. */
export function formatEventType(eventType: EventType, eventName: string): string {
  return prefixes[eventType] + eventName;
}

/** Reads `ce-type`. Undefined for a type that the service does not have. */
export function parseEventType(ceType: string): EventType | undefined {
  const lower = ceType.toLowerCase();
  return eventTypes.find((eventType) => lower.startsWith(prefixes[eventType]));
}

/**
 * Whether the service waits for the answer before it goes on with that connection: `connect` and user events.
 * Every other event is a notification.
 */
export function isBlocking(eventType: EventType, eventName: string): boolean {
  return eventType === 'user' || (eventType === 'system' && eventName === 'connect');
}
