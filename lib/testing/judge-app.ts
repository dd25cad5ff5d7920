import { oneOf, rules } from '../metadata/options.js';
import type { OptionRules } from '../metadata/options.js';
import { clientProtocols } from '../protocol/client-url.js';
import { hub } from './event-rules.js';
import { judge, milliseconds } from './judge.js';
import { handshakeQueryRule } from './query.js';
import { subprotocols } from './test-protocol.js';

/** By what it does: a runner may load the kit twice, with a class each. */
export const clockRule: OptionRules[string] = {
  accepts: (value) =>
    ['now', 'after', 'advance', 'skip'].every(
      (member) => typeof (value as Readonly<Record<string, unknown>> | null)?.[member] === 'function',
    ),
  expected: 'a VirtualClock',
};

const ownRules: OptionRules = {
  clock: clockRule,
  app: {
    accepts: (value) => typeof (value as { readonly callback?: unknown } | null)?.callback === 'function',
    expected: 'a Koa app',
  },
  // Which names a hub may have, the emulator judges.
  hubs: rules.texts,
  repeatEvents: { accepts: (value) => typeof value === 'boolean', expected: 'true or false' },
};

/**
 * Judges the options of a test app that are its own; those of `bootstrap` are judged there.
 * @throws ConfigurationError
 */
export function judgeApp(own: Readonly<Partial<Record<'app' | 'clock' | 'hubs' | 'repeatEvents', unknown>>>): void {
  judge('startTestApp', own, ownRules);
}

const addressRules: OptionRules = { protocol: oneOf(Object.keys(subprotocols)), method: rules.text };

const accessRules: OptionRules = {
  userId: { accepts: (value) => typeof value === 'string', expected: 'a text' },
  roles: rules.texts,
  groups: rules.texts,
  expiresInMinutes: rules.minutes,
};

/** What the calls that let a client in take. */
const callRules: Readonly<Record<'connect' | 'getClientAccess', OptionRules>> = {
  connect: {
    ...accessRules,
    query: handshakeQueryRule,
    protocol: oneOf(Object.keys(subprotocols)),
    timeout: {
      accepts: (value) => milliseconds.accepts(value) && value !== 0,
      expected: `${milliseconds.expected}, above 0`,
    },
  },
  getClientAccess: { ...accessRules, clientProtocol: oneOf(clientProtocols) },
};

/**
 * Judges what a test says of a client that is to connect.
 * @throws ConfigurationError
 */
export function judgeClientOptions(call: keyof typeof callRules, hubName: unknown, options: unknown): void {
  judge(`${call} of a test app`, { hub: hubName ?? null }, { hub });
  judge(`${call}("${String(hubName)}") of a test app`, options, callRules[call]);
}

/**
 * Judges how a client is to connect that no test app knows.
 * @throws ConfigurationError
 */
export function judgeConnect(options: unknown): void {
  judge('connectTestClient', options, addressRules);
}

/**
 * Judges the same of a live client.
 * @throws ConfigurationError
 */
export function judgeLive(options: unknown): void {
  const { function: listener } = rules;
  judge('connectLiveClient', options, {
    ...{ ...addressRules, onFrame: listener, onLost: listener, onRecovered: listener },
  });
}
