import { oneOf, rules } from '../metadata/options.js';
import type { OptionRules } from '../metadata/options.js';
import { hub } from './event-rules.js';
import { judge } from './judge.js';
import type { TestProtocol } from './test-client.js';

const protocols: Readonly<Record<TestProtocol, true>> = { simple: true, json: true, 'json.reliable': true };

const ownRules: OptionRules = {
  app: {
    accepts: (value) => typeof (value as { readonly callback?: unknown } | null)?.callback === 'function',
    expected: 'a Koa app',
  },
  // Which names a hub may have, the emulator judges.
  hubs: rules.texts,
};

/**
 * Judges the options of a test app that are its own; those of `bootstrap` are judged there.
 * @throws ConfigurationError
 */
export function judgeApp(own: { readonly app?: unknown; readonly hubs?: unknown }): void {
  judge('startTestApp', own, ownRules);
}

const clientRules: OptionRules = {
  protocol: oneOf(Object.keys(protocols)),
  ...{
    userId: { accepts: (value) => typeof value === 'string', expected: 'a text' },
    roles: rules.texts,
    groups: rules.texts,
    expiresInMinutes: rules.minutes,
    timeout: { accepts: (value) => typeof value === 'number' && value > 0, expected: 'milliseconds, above 0' },
  },
};

/**
 * Judges what a test says of a client that is to connect.
 * @throws ConfigurationError
 */
export function judgeClientOptions(hubName: unknown, options: unknown): void {
  judge('connect of a test app', { hub: hubName ?? null }, { hub });
  judge(`connect("${String(hubName)}") of a test app`, options, clientRules);
}
