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
  // hub -> "type name" -> clients. Two Maps rather than one joined key, since hub and event names may hold any separator.
  readonly #hubs = new Map<string, Map<string, ByClients>>();

  /** The triggers of all functions of events, in the order of the controllers. */
  readonly triggers: readonly EventTrigger[];

  constructor(definitions: readonly FunctionDefinition[]) {
    this.triggers = definitions.flatMap(({ trigger }) => (trigger.kind === 'event' ? [trigger] : []));
    for (const definition of definitions) {
      if (definition.trigger.kind === 'event') this.#add(definition, definition.trigger);
    }
  }

  #add(definition: FunctionDefinition, { hub, eventType, eventName, clientProtocols }: EventTrigger): void {
    const events = getOrCreate(this.#hubs, hub.toLowerCase(), () => new Map<string, ByClients>());
    const clients = getOrCreate(events, eventKey(eventType, eventName), () => new Map<Clients, FunctionDefinition>());
    clients.set(clientProtocols, definition);
  }

  /** The function for the client's own protocol, else the one for all. */
  find({ hub, eventType, eventName, mqtt }: EventLookup): FunctionDefinition | undefined {
    const clients = this.#hubs.get(hub.toLowerCase())?.get(eventKey(eventType, eventName));
    return clients?.get(mqtt ? 'mqtt' : 'webPubSub') ?? clients?.get('all');
  }
}

// An event type holds no space, so the first one divides.
function eventKey(eventType: EventType, eventName: string): string {
  return `${eventType} ${eventName.toLowerCase()}`;
}

function getOrCreate<K, V>(map: Map<K, V>, key: K, create: () => V): V {
  const found = map.get(key);
  if (found !== undefined) return found;
  const made = create();
  map.set(key, made);
  return made;
}
