import type { OptionRules } from '../metadata/options.js';
import { clientRules, headers, hub, kindOf, name, toldRules } from './event-rules.js';
import type { EventKind } from './event-rules.js';
import { judgeClient } from './judge-client.js';
import { judge } from './judge.js';
import type { AnyEvent, Which } from './test-events.js';

/**
 * Judges an event that a test gives to a test host.
 * @throws ConfigurationError for an unknown member, a wrong value, and what could never come from one client.
 */
export function judgeTestEvent({ where, hub: hubName, eventType, eventName }: Which, event: AnyEvent): EventKind {
  // Plain JavaScript may leave them out.
  const named = { hub: (hubName as string | undefined) ?? null, eventName: (eventName as string | undefined) ?? null };
  judge(where, named, { hub, eventName: name });
  // Which system and group events there are, the methods of the host decide.
  const kind = kindOf(eventType, eventName) ?? 'user';
  const session: OptionRules = kind === 'connect' ? {} : { sessionId: name };
  judge(where, event, { ...clientRules, ...session, headers, ...toldRules[kind] });
  judgeClient(where, event, kind);
  return kind;
}
