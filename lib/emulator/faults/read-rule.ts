import type { ClientFrame, ServerFrame } from '../../protocol/frames.js';
import { isHubName } from '../../protocol/names.js';
import { operationRoutes } from '../../protocol/operations.js';
import type { RouteName } from '../rest/routes.js';
import { readInteger, readObject, readText, settingError } from '../settings-reader.js';
import type { Fault, Meeting } from './fault.js';
import { readFault } from './read-fault.js';
import type { FaultPlace } from './rule.js';
import type { TurnsInit } from './turns.js';

/** A rule after it was read: what it meets, what happens then, and how often. */
export interface ReadRule {
  readonly meets: Meeting;
  readonly fault: Fault;
  readonly turns: TurnsInit;
}

// The compiler sees to it that no frame is missing.
const toClient: Readonly<Record<ServerFrame['type'], true>> = {
  ...{ connected: true, disconnected: true, ack: true, pong: true, message: true, invokeResponse: true },
  ...{ streamAck: true, streamNack: true, streamClosed: true, groupStateSnapshot: true, groupStateUpdate: true },
};
const fromClient: Readonly<Record<ClientFrame['type'], true>> = {
  ...{ joinGroup: true, leaveGroup: true, sendToGroup: true, event: true, invoke: true, cancelInvocation: true },
  ...{ startStream: true, streamData: true, streamEnd: true, setGroupState: true, subscribeGroupState: true },
  ...{ unsubscribeGroupState: true, sequenceAck: true, ping: true },
};
const operations: Readonly<Record<RouteName, unknown>> = { ...operationRoutes, generateToken: true };

/** What the members of a rule are at each place; `names` are those that the member `name` may have. */
interface Place {
  readonly members: readonly string[];
  readonly name?: 'frame' | 'operation' | 'event';
  readonly names?: Readonly<Record<string, unknown>>;
}

const ofConnection = ['hub', 'connectionId', 'userId'];
const places: Readonly<Record<FaultPlace, Place>> = {
  frameToClient: { members: ofConnection, name: 'frame', names: toClient },
  frameFromClient: { members: ofConnection, name: 'frame', names: fromClient },
  handshake: { members: ['hub', 'connectionId'] },
  rest: { members: ofConnection, name: 'operation', names: operations },
  event: { members: ofConnection, name: 'event' },
};
const turnMembers = ['times', 'every', 'after', 'probability', 'seed'];
const path = 'faults.add()';

/** Judges a rule before anything can go wrong by it. */
export function readRule(value: unknown): ReadRule {
  const at = readPlace(value);
  const { members, name } = places[at];
  const values = readObject(value, path, ['at', ...(name ? [name] : []), ...members, 'fault', ...turnMembers]);
  const textOf = (member: string): string | undefined =>
    values[member] === undefined ? undefined : readText(values[member], `${path}.${member}`, 'a name or an id');
  const meets = {
    ...{ at, hub: readHub(textOf('hub')), name: name && readName(textOf(name), at) },
    ...{ connectionId: textOf('connectionId'), userId: textOf('userId') },
  };
  return { meets, fault: readFault(values['fault'], at, `${path}.fault`), turns: readTurns(values) };
}

function readPlace(value: unknown): FaultPlace {
  const isObject = typeof value === 'object' && value !== null && !Array.isArray(value);
  // What else a rule has depends on its place.
  const { at } = readObject(value, path, isObject ? Object.keys(value) : ['at', 'fault']);
  if (typeof at === 'string' && Object.hasOwn(places, at)) return at as FaultPlace;
  throw settingError(`${path}.at`, 'no place for faults', `It is one of ${Object.keys(places).join(', ')}.`);
}

function readHub(hub: string | undefined): string | undefined {
  if (hub === undefined || isHubName(hub)) return hub?.toLowerCase();
  throw settingError(`${path}.hub`, `"${hub}", which is no name of a hub`, 'Give it one, or leave it out.');
}

function readName(said: string | undefined, at: FaultPlace): string | undefined {
  const { name = '', names } = places[at];
  if (said === undefined || names === undefined || Object.hasOwn(names, said)) return said;
  const remedy = `It is one of ${Object.keys(names).join(', ')}.`;
  throw settingError(`${path}.${name}`, `"${said}", which does not come by "${at}"`, remedy);
}

function readTurns(values: Readonly<Record<string, unknown>>): TurnsInit {
  const { probability, seed } = values;
  const numberOf = (member: string, least: number, otherwise: number): number =>
    values[member] === undefined
      ? otherwise
      : readInteger(values[member], `${path}.${member}`, least, Number.MAX_SAFE_INTEGER);
  if (seed !== undefined && probability === undefined) {
    throw settingError(`${path}.seed`, 'without a probability', 'Give both, or neither.');
  }
  return {
    times: numberOf('times', 1, Infinity),
    every: numberOf('every', 1, 1),
    after: numberOf('after', 0, 0),
    probability: readProbability(probability ?? 1),
    ...(seed === undefined ? {} : { seed: numberOf('seed', 0, 0) }),
  };
}

function readProbability(value: unknown): number {
  if (typeof value === 'number' && value > 0 && value <= 1) return value;
  throw settingError(`${path}.probability`, 'no number over 0 and up to 1', 'Give it one, such as 0.1.');
}
