import { isGroupName, isHubName } from '../../protocol/names.js';
import type { InspectorRequestName, InspectorRequests } from './wire.js';

type Read<N extends InspectorRequestName> = { readonly request: InspectorRequests[N] } | { readonly problem: string };
type Check = (value: unknown) => boolean;

/** What the page asks for, judged; members that it does not know are a problem too. */
export function readInspectorRequest<N extends InspectorRequestName>(name: N, body: unknown): Read<N> {
  if (typeof body !== 'object' || body === null || Array.isArray(body)) return { problem: 'The body is no object.' };
  const checks = members[name];
  for (const member of Object.keys(body)) {
    if (!Object.hasOwn(checks, member)) return { problem: `"${member}" is unknown.` };
  }
  for (const [member, check] of Object.entries<Check>(checks)) {
    if (!check((body as Readonly<Record<string, unknown>>)[member])) return { problem: `"${member}" cannot be used.` };
  }
  return { request: body as InspectorRequests[N] };
}

const isText: Check = (value) => typeof value === 'string';
const isName: Check = (value) => typeof value === 'string' && value !== '';
const isId: Check = (value) => typeof value === 'number' && Number.isSafeInteger(value) && value >= 0;
const isDelay: Check = (value) => isId(value) && Number(value) >= 1 && Number(value) <= 60_000;
const isHub: Check = (value) => typeof value === 'string' && isHubName(value);
const orNothing =
  (check: Check): Check =>
  (value) =>
    value === undefined || check(value);
const listOf =
  (check: Check): Check =>
  (value) =>
    Array.isArray(value) && value.every(check);
const oneOf =
  (...choices: readonly string[]): Check =>
  (value) =>
    choices.includes(value as string);
const isGroup: Check = (value) => typeof value === 'string' && isGroupName(value);

const members: {
  readonly [N in InspectorRequestName]: { readonly [M in keyof Required<InspectorRequests[N]>]: Check };
} = {
  stream: { after: orNothing(isId) },
  state: {},
  send: {
    hub: isHub,
    to: oneOf('all', 'group', 'user', 'connection'),
    target: orNothing(isName),
    dataType: oneOf('text', 'json', 'binary'),
    data: isText,
  },
  close: { hub: isHub, connectionId: isName, reason: orNothing(isText) },
  cut: { hub: isHub, connectionId: isName },
  disturb: {
    hub: isHub,
    connectionId: isName,
    at: oneOf('frameToClient', 'frameFromClient'),
    fault: oneOf('drop', 'delay'),
    milliseconds: orNothing(isDelay),
  },
  heal: { hub: isHub, connectionId: isName },
  replay: { id: isId },
  client: {
    hub: isHub,
    userId: orNothing(isText),
    roles: orNothing(listOf(isName)),
    groups: orNothing(listOf(isGroup)),
  },
};
