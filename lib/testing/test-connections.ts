import { speaksMqtt } from './judge-client.js';
import type { TestSender } from './judge-client.js';

/** What the service knows of a connection between its events. */
export interface KnownConnection {
  /** The number of its next event. */
  events: number;
  userId: string | undefined;
  subprotocol: string | undefined;
  /** `ce-connectionState`, as the last answer left it. */
  state: string | undefined;
}

/** The connections of a test, so that an event need not repeat what an earlier one said. */
export class TestConnections {
  readonly #known = new Map<string, KnownConnection>();
  /** Whom `connect` did not let in, with its words, until they are told. */
  readonly #refused = new Map<string, string>();

  of(hub: string, connectionId: string): KnownConnection {
    const key = keyOf(hub, connectionId);
    const known = this.#known.get(key) ?? { events: 0, userId: undefined, subprotocol: undefined, state: undefined };
    this.#known.set(key, known);
    return known;
  }

  forget(hub: string, connectionId: string): void {
    const key = keyOf(hub, connectionId);
    this.#known.delete(key);
    this.#refused.delete(key);
  }

  /** It was not let in, and why. */
  refused(hub: string, connectionId: string, words: string): void {
    this.#refused.set(keyOf(hub, connectionId), words);
  }

  /** Why it was not let in, once. */
  takeRefusal(hub: string, connectionId: string): string | undefined {
    const key = keyOf(hub, connectionId);
    const words = this.#refused.get(key);
    this.#refused.delete(key);
    return words;
  }
}

/** Who sends an event: what it says of its client over what is known. */
export function senderOf(event: TestSender, known: KnownConnection): TestSender {
  const { connectionId = 'connection1', userId = known.userId, physicalConnectionId, sessionId, mqtt } = event;
  const subprotocol = event.subprotocol ?? (speaksMqtt(event) ? 'mqtt' : known.subprotocol);
  return { connectionId, userId, subprotocol, physicalConnectionId, sessionId, mqtt };
}

function keyOf(hub: string, connectionId: string): string {
  return JSON.stringify([hub.toLowerCase(), connectionId]);
}
