import type { Random } from './random.js';

/** A client that stays, for calls that need one. */
export interface Resident {
  readonly connectionId: string;
  readonly userId: string;
}

export interface RestRequest {
  readonly method: string;
  /** As it goes on the wire, without its query. */
  readonly path: string;
  readonly query: readonly (readonly [name: string, value: string])[];
  readonly type?: string;
  readonly body?: string;
  /** The one status that says yes. */
  readonly success: number;
  /** Needs a token of an identity. */
  readonly byIdentity?: true;
}

type Make = (random: Random, resident: Resident) => RestRequest;
type Query = RestRequest['query'];

export const residentGroup = 'residents';
const other = '/api/hubs/elsewhere';
const hub = '/api/hubs/rest';
const filters = [
  "userId eq 'r0'",
  "startswith(userId, 'r') and not ('a' in groups)",
  "userId ne null and length(userId) gt 1 or connectionId eq 'x'",
];

const send =
  (target: (resident: Resident) => string, options: (random: Random) => Query = () => []): Make =>
  (random, resident) => ({
    ...{ method: 'POST', path: `${hub}${target(resident)}/:send`, success: 202 },
    query: [...options(random), ...some(random, ['messageTtlSeconds', '60'])],
    ...message(random),
  });
const filtered = (random: Random): Query => some(random, ['filter', random.pick(filters)]);
const selected = (random: Random): Query => [...filtered(random), ...some(random, ['excluded', 'somebody'])];
const plain =
  (method: string, success: number, target: (resident: Resident) => string, query: Query = []): Make =>
  (_, resident) => ({ method, success, path: `${hub}${target(resident)}`, query });
const bulk =
  (name: string): Make =>
  (random) => ({
    ...{ method: 'POST', path: `${hub}/${name}`, query: [], success: 200, type: 'application/json' },
    body: JSON.stringify({ groups: ['bulk-1', 'bulk 2'], filter: random.pick(filters) }),
  });
const close =
  (target: string): Make =>
  (random) => ({
    ...{ method: 'POST', path: `${other}${target}/:closeConnections`, success: 204 },
    query: [...some(random, ['excluded', 'x']), ...some(random, ['reason', 'It is late.'])],
  });
const permission = (method: string, success: number): Make =>
  plain(method, success, ({ connectionId }) => `/permissions/sendToGroup/connections/${connectionId}`, [
    ['targetName', residentGroup],
  ]);
const ofConnection = ({ connectionId }: Resident): string => `/connections/${connectionId}`;
const ofUser = ({ userId }: Resident): string => `/users/${userId}`;
const inRoom = ({ connectionId }: Resident): string => `/groups/room/connections/${connectionId}`;
const userInRoom = ({ userId }: Resident): string => `/users/${userId}/groups/room`;

/** Every operation of the REST interface (data-plane contract 2024-12-01), as it succeeds. */
export const restRequests: Readonly<Record<string, Make>> = {
  sendToAll: send(() => '', selected),
  sendToGroup: send(() => `/groups/${residentGroup}`, selected),
  sendToUser: send(ofUser, filtered),
  sendToConnection: send(ofConnection),
  addConnectionToGroup: plain('PUT', 200, inRoom),
  removeConnectionFromGroup: plain('DELETE', 204, inRoom),
  removeConnectionFromAllGroups: plain('DELETE', 204, () => '/connections/nobody/groups'),
  addUserToGroup: plain('PUT', 200, userInRoom),
  removeUserFromGroup: plain('DELETE', 204, userInRoom),
  removeUserFromAllGroups: plain('DELETE', 204, () => '/users/nobody/groups'),
  addConnectionsToGroups: bulk(':addToGroups'),
  removeConnectionsFromGroups: bulk(':removeFromGroups'),
  closeAllConnections: close(''),
  closeGroupConnections: close('/groups/a'),
  closeUserConnections: close('/users/b'),
  closeConnection: plain('DELETE', 204, () => '/connections/nobody', [['reason', 'It is late.']]),
  grantPermission: permission('PUT', 200),
  revokePermission: permission('DELETE', 204),
  // Another group each time: a call that was turned into one that revokes stays without consequences.
  hasPermission: (random, { connectionId }) => ({
    ...{ method: 'HEAD', success: 200, path: `${hub}/permissions/joinLeaveGroup/connections/${connectionId}` },
    query: [['targetName', `any-${String(random.below(1e9))}`]],
  }),
  connectionExists: plain('HEAD', 200, ofConnection),
  userExists: plain('HEAD', 200, ofUser),
  groupExists: plain('HEAD', 200, () => `/groups/${residentGroup}`),
  listConnectionsInGroup: plain('GET', 200, () => `/groups/${residentGroup}/connections`, [
    ['maxpagesize', '2'],
    ['top', '3'],
  ]),
  generateToken: (random) => ({
    ...{ method: 'POST', path: `${hub}/:generateToken`, success: 200, byIdentity: true },
    query: [...some(random, ['userId', 'ann']), ['role', 'webpubsub.sendToGroup'], ['minutesToExpire', '5']],
  }),
  health: () => ({ method: 'HEAD', path: '/api/health', query: [], success: 200 }),
};

function message(random: Random): Pick<RestRequest, 'type' | 'body'> {
  return random.pick([
    { type: 'text/plain', body: 'hello' },
    { type: 'text/plain; charset=utf-8', body: 'Jürgen 👋' },
    { type: 'application/json', body: '{"a":[1,2,{"b":null}]}' },
    { type: 'application/octet-stream', body: '\u0000\u0001' },
  ]);
}

function some(random: Random, pair: readonly [string, string]): Query {
  return random.chance(0.5) ? [pair] : [];
}
