import type { EventTrigger, FunctionDefinition } from '../metadata/definition.js';
import type { EventType } from '../protocol/event-type.js';

/** What an event is looked up by. */
export interface EventLookup {
  readonly hub: string;
  readonly eventType: EventType;
  readonly eventName: string;
  readonly mqtt: boolean;
}

type Clients = EventTrigger['clientProtocols'];
type ByClients = Map<Clients, FunctionDefinition>;

/** Finds the function of an event. Made once at bootstrap; hub and event names are compared without regard to letter case. */
export class FunctionIndex {
  // hub -> type -> name -> clients. Maps in Maps rather than one joined key, which would have to be made for each event.
  readonly #hubs = new Map<string, Map<EventType, Map<string, ByClients>>>();

  /** The triggers of all functions of events, in the order of the controllers. */
  readonly triggers: readonly EventTrigger[];

  constructor(definitions: readonly FunctionDefinition[]) {
    this.triggers = definitions.flatMap(({ trigger }) => (trigger.kind === 'event' ? [trigger] : []));
    for (const definition of definitions) {
      if (definition.trigger.kind === 'event') this.#add(definition, definition.trigger);
    }
  }

  #add(definition: FunctionDefinition, { hub, eventType, eventName, clientProtocols }: EventTrigger): void {
    const types = getOrCreate(this.#hubs, hub.toLowerCase(), () => new Map<EventType, Map<string, ByClients>>());
    const events = getOrCreate(types, eventType, () => new Map<string, ByClients>());
    const clients = getOrCreate(events, eventName.toLowerCase(), () => new Map<Clients, FunctionDefinition>());
    clients.set(clientProtocols, definition);
  }

  /** The function for the client's own protocol, else the one for all. */
  find({ hub, eventType, eventName, mqtt }: EventLookup): FunctionDefinition | undefined {
    const clients = this.#hubs.get(hub.toLowerCase())?.get(eventType)?.get(eventName.toLowerCase());
    return clients?.get(mqtt ? 'mqtt' : 'webPubSub') ?? clients?.get('all');
  }
}

function getOrCreate<K, V>(map: Map<K, V>, key: K, create: () => V): V {
  const found = map.get(key);
  if (found !== undefined) return found;
  const made = create();
  map.set(key, made);
  return made;
}
