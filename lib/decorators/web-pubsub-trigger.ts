import { readPlace } from '../metadata/place.js';
import type { TriggerClients, TriggerOptions } from '../metadata/records.js';
import { addRecord } from '../metadata/store.js';
import type { EventName, EventType } from '../protocol/event-type.js';
import type { FitsTrigger, MemberName, Method, Placed } from './fit.js';

/** Stands on a method, or on its context parameter, that fits the event `E`, `N` of the clients `C`. `never` leaves it to a name; `EventType`, `string` is one that cannot be known before it runs. */
export type TriggerDecoration<E extends EventType, N, C extends TriggerClients = 'all'> = <
  T,
  const K extends MemberName,
  I extends number = never,
  M extends Method = never,
>(
  target: T & FitsTrigger<T, K, I, M, E, N, C>,
  member: K,
  place: Placed<I, M>,
) => void;

/** Options that name the event. */
export type NamedTriggerOptions<E extends EventType, N extends EventName<E>> = TriggerOptions & {
  readonly eventType: E;
  readonly eventName: N;
};

/** Options for MQTT clients alone, whose system events have contexts of their own. */
interface ForMqtt {
  readonly clientProtocols: 'mqtt';
}

/** Options that leave the event to a name, as no options do. */
export type UnnamedTriggerOptions = TriggerOptions & { readonly eventType?: never; readonly eventName?: never };

/**
 * Starts a function on an event of the service. Stands on the method, or on the parameter that takes the context.
 *
 * Without arguments the event comes from `@FunctionName('<hub>-<event>')`, else from the method's name: `connect`, `connected` and
 * `disconnected` are system events, any other name is a user event.
 * The compiler cannot see `@FunctionName`, so it takes a method's name that is a system event at its word, and accepts the context of any
 * system event or user event under another name.
 *
 * @example
 * \@WebPubSubTrigger()
 * connect(context: ConnectContext) {}
 *
 * @example
 * \@WebPubSubTrigger('chathub', 'user', 'message')
 * onMessage(context: UserEventContext) {}
 */
export function WebPubSubTrigger(): TriggerDecoration<never, never>;
export function WebPubSubTrigger<E extends EventType, N extends EventName<E>>(
  eventType: E,
  eventName: N,
): TriggerDecoration<E, N>;
export function WebPubSubTrigger<E extends EventType, N extends EventName<E>>(
  hub: string,
  eventType: E,
  eventName: N,
): TriggerDecoration<E, N>;
export function WebPubSubTrigger<E extends EventType, N extends EventName<E>>(
  options: NamedTriggerOptions<E, N> & ForMqtt,
): TriggerDecoration<E, N, 'mqtt'>;
export function WebPubSubTrigger<E extends EventType, N extends EventName<E>>(
  options: NamedTriggerOptions<E, N>,
): TriggerDecoration<E, N>;
export function WebPubSubTrigger(options: UnnamedTriggerOptions & ForMqtt): TriggerDecoration<never, never, 'mqtt'>;
export function WebPubSubTrigger(options: UnnamedTriggerOptions): TriggerDecoration<never, never>;
export function WebPubSubTrigger(options: TriggerOptions): TriggerDecoration<EventType, string>;
export function WebPubSubTrigger(...said: readonly unknown[]): TriggerDecoration<EventType, string> {
  return (...args: readonly unknown[]) => {
    addRecord(readPlace('@WebPubSubTrigger', args, ['method', 'parameter']), {
      kind: 'trigger',
      options: toOptions(said),
    });
  };
}

// What was said is judged at bootstrap, where class and method can be named; here it is only put under its names. So one argument too
// many becomes an option that there is not, and an argument without a value one that is there.
function toOptions(said: readonly unknown[]): TriggerOptions {
  const [first] = said;
  if (said.length <= 1) return first === undefined ? {} : (first as TriggerOptions);
  const names = said.length === 2 ? ['eventType', 'eventName'] : ['hub', 'eventType', 'eventName'];
  return Object.fromEntries(said.map((value, at) => [names[at] ?? `argument ${String(at + 1)}`, value ?? null]));
}
