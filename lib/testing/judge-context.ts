import type { OptionRule, OptionRules } from '../metadata/options.js';
import { clientRules, headers, hub, name, object, time } from './event-rules.js';
import type { EventKind } from './event-rules.js';
import { judgeClient, speaksMqtt } from './judge-client.js';
import type { TestSender } from './judge-client.js';
import { judge, refusal, saidIn } from './judge.js';

/** A maker of contexts: what it is called, and of which event it makes one. */
export interface Maker {
  readonly maker: string;
  readonly kind: EventKind;
  readonly eventType: 'system' | 'user' | 'group';
  /** Undefined where the test names the event. */
  readonly eventName?: string;
  /** Of clients of MQTT alone. */
  readonly isMqtt?: boolean;
  /** What its context has beside what all have. */
  readonly own?: OptionRules;
}

const text: OptionRule = { accepts: (value) => typeof value === 'string', expected: 'a text' };
const runtime: OptionRule = {
  accepts: (value) => typeof value === 'object' && value !== null && 'waitUntil' in value,
  expected: 'a TestRuntime',
};
const everyRules: OptionRules = {
  // eventName and eventType are no options, but a test may say once more what the maker makes.
  ...{ hub, eventName: name, eventType: text, ...clientRules, sessionId: name, states: object, eventHeaders: headers },
  ...{ origin: text, signature: text, id: text, time, runtime },
};

/**
 * What a test says to a maker of contexts, once judged: nothing misspelt, no value that the event could not have, no event but its own.
 * @throws ConfigurationError naming the maker.
 */
export function judgeContext<T extends object>(maker: Maker, init: T): T {
  judgeInit(maker, init);
  return saidIn(init);
}

function judgeInit({ maker, kind, own = {}, ...made }: Maker, init: object): void {
  const { sessionId: _, ...beforeSession } = everyRules;
  judge(maker, init, { ...own, ...(kind === 'connect' ? beforeSession : everyRules) });
  refuseOtherEvent(maker, made, init);
  const client: TestSender = init;
  const speaks = speaksMqtt(client);
  if (made.isMqtt === true) return judgeClient(maker, { ...client, mqtt: client.mqtt ?? {} }, kind);
  // Of messages and groups there is no variant of MQTT.
  if (speaks && made.eventType === 'system')
    throw refusal(maker, 'the subprotocol "mqtt"', `Make it with ${mqttMakerOf(maker)}.`);
  judgeClient(maker, client, kind);
}

function refuseOtherEvent(
  maker: string,
  { eventType, eventName }: Pick<Maker, 'eventType' | 'eventName'>,
  init: object,
) {
  const { eventType: saidType = eventType, eventName: saidName = eventName } = init as Partial<Record<string, string>>;
  if (saidType === eventType && (eventName === undefined || saidName === eventName)) return;
  const says = saidType === eventType ? `the eventName "${String(saidName)}"` : `the eventType "${saidType}"`;
  const made = eventName === undefined ? 'events of users' : `the event "${eventName}"`;
  throw refusal(maker, says, `It makes ${made}; use the maker of the other one: ${makers.join(', ')}.`);
}

const makers = [
  ...['connectEvent', 'connectedEvent', 'disconnectedEvent', 'userEvent', 'groupJoinedEvent', 'groupLeftEvent'],
];

function mqttMakerOf(maker: string): string {
  return `mqtt${maker.charAt(0).toUpperCase()}${maker.slice(1)}`;
}
