import { createError } from '../errors.js';
import type { EventTrigger, HttpRoute } from './definition.js';
import { expressionsOf, parseTemplate } from './template.js';
import type { Template } from './template.js';

const everywhere = ['sys'];
const ofHttp = ['query', 'headers', 'body', 'state', 'principal'];
/** What a route parameter cannot be called, because in an expression it is something else. `methodName` is the value of `{sys.methodName}`. */
export const reservedForRoutes: readonly string[] = [...ofHttp, ...everywhere, 'methodName'];
const ofEvents = ['connectionId', 'userId', 'hub', 'eventName', 'connectionContext', 'request'];
const ofOneEvent: Readonly<Record<string, readonly string[]>> = {
  'system connect': ['query', 'headers', 'claims', 'subprotocols', 'clientCertificates'],
  'system disconnected': ['reason'],
  user: ['data', 'dataType'],
  group: ['group'],
};

/** The names an expression may begin with under a trigger; C# compares them without regard to letter case, so do we. */
export function rootsOf(trigger: EventTrigger | HttpRoute): readonly string[] {
  if (trigger.kind === 'http') return [...ofHttp, ...trigger.parameters, ...everywhere];
  const { eventType, eventName } = trigger;
  return [...ofEvents, ...(ofOneEvent[`${eventType} ${eventName}`] ?? ofOneEvent[eventType] ?? []), ...everywhere];
}

/**
 * Reads an option that may hold expressions.
 * @throws ConfigurationError for a malformed one, and for a root that the trigger does not have.
 */
export function readTemplate(text: string, option: string, trigger: EventTrigger | HttpRoute, where: string): Template {
  const template = parseTemplate(text);
  if ('problem' in template) throw createError('WPS_EXPRESSION_INVALID', { where, option, problem: template.problem });
  const known = rootsOf(trigger);
  for (const { root, source, path } of expressionsOf(template)) {
    if (
      !known.some((name) => name.toLowerCase() === root.toLowerCase()) ||
      (root.toLowerCase() === 'sys' && !isSystemValue(path))
    ) {
      throw createError('WPS_EXPRESSION_UNKNOWN', { where, option, expression: source, allowed: known.join(', ') });
    }
  }
  return template;
}

function isSystemValue(path: readonly string[]): boolean {
  return path.length === 1 && ['randguid', 'utcnow', 'methodname'].includes(path[0]?.toLowerCase() ?? '');
}
