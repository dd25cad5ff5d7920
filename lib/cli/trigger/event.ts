import { signedEvent, type SignedEventInit, type SignedRequest } from '../../testing/index.js';
import { objectOption, textOption, textsOption, UsageError, type Command, type OptionValues } from '../command.js';
import type { Content } from '../content.js';
import { defaultAppUrl, toUrlTemplate } from '../event-url.js';

/** The options that say what an event tells. */
export const eventOptions: Command['options'] = {
  url: { type: 'string' },
  user: { type: 'string' },
  state: { type: 'string' },
  claims: { type: 'string' },
  query: { type: 'string' },
  subprotocol: { type: 'string', multiple: true },
  'connection-id': { type: 'string' },
  reason: { type: 'string' },
  group: { type: 'string' },
};

/** An event by its operand, `<hub>/<event>`. */
export interface EventName {
  readonly hub: string;
  readonly eventType: 'system' | 'user' | 'group';
  readonly eventName: string;
}

/** Reads the operand; `joined` and `left` are events of a group where one is named, and else of a user. */
export function readEventName(operand: string, values: OptionValues): EventName {
  const [, hub, eventName] = /^([^/]+)\/(.+)$/s.exec(operand) ?? [];
  if (hub === undefined || eventName === undefined)
    throw new UsageError(`"${operand}" is no event: it is <hub>/<event>, such as chat/connect or chat/message.`);
  if (/^(connect|connected|disconnected)$/.test(eventName)) return { hub, eventType: 'system', eventName };
  const isOfGroup = textOption(values, 'group') !== undefined;
  if (isOfGroup && !/^(joined|left)$/.test(eventName))
    throw new UsageError(`--group goes with joined and left, the events of groups, not with "${eventName}".`);
  return { hub, eventType: isOfGroup ? 'group' : 'user', eventName };
}

/** The signed request for the event; what it cannot tell is refused by the kit in its own words. */
export function requestOf(
  name: EventName,
  values: OptionValues,
  { connectionString, content }: { readonly connectionString: string; readonly content: Content | undefined },
): SignedRequest {
  const url = toUrlTemplate(textOption(values, 'url') ?? defaultAppUrl);
  const subprotocols = textsOption(values, 'subprotocol');
  const isConnect = name.eventType === 'system' && name.eventName === 'connect';
  if (!isConnect && subprotocols.length > 1)
    throw new UsageError('--subprotocol was given twice: only at connect several are offered.');
  const told = {
    userId: textOption(values, 'user'),
    connectionId: textOption(values, 'connection-id'),
    states: objectOption(values, 'state'),
    claims: listsOf(objectOption(values, 'claims')),
    query: queryOf(textOption(values, 'query')),
    reason: textOption(values, 'reason'),
    group: textOption(values, 'group'),
    // Of a connection that is there, one was chosen.
    ...(isConnect
      ? { subprotocols: subprotocols.length > 0 ? subprotocols : undefined }
      : { subprotocol: subprotocols[0] }),
  };
  const given = Object.fromEntries(Object.entries(told).filter(([, value]) => value !== undefined));
  // The kit judges which event takes what.
  return signedEvent({ ...name, url, connectionString, ...content, ...given } as SignedEventInit);
}

/** Claims carry lists: a name may come more than once. */
function listsOf(claims: Readonly<Record<string, unknown>> | undefined) {
  if (claims === undefined) return undefined;
  return Object.fromEntries(Object.entries(claims).map(([name, value]) => [name, [value].flat().map(String)]));
}

function queryOf(text: string | undefined) {
  if (text === undefined) return undefined;
  const query = new URLSearchParams(text);
  return Object.fromEntries([...query.keys()].map((name) => [name, query.getAll(name)]));
}
