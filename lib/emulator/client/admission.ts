import { clientPath } from '../../protocol/client-url.js';
import { isGroupName, isHubName, sameHub } from '../../protocol/names.js';
import { bearerToken, type AccessTokens, type Claims } from '../access-tokens.js';
import type { Address } from '../address.js';
import { decodeOnce, parseAudience } from '../audience.js';
import type { ConnectionStart } from '../broker/connection.js';
import type { NewConnectionId } from '../connection-ids.js';
import type { HubTable } from '../hub-table.js';
import type { ConnectAcceptance, ConnectRefusal, ConnectRequest } from '../upstream/connect-event.js';
import type { Upstream } from '../upstream/upstream.js';
import { claimLists, groupsOf, rolesOf, userIdOf } from './client-claims.js';
import { queryToken, valueLists, type ClientRequest } from './client-request.js';
import type { ClientCodec } from './codec.js';
import { refuse } from './handshake.js';
import { readSimpleMode } from './simple-codec.js';
import type { SubprotocolChoice, SubprotocolChooser } from './subprotocol-choice.js';

export interface AdmissionOptions {
  readonly hubs: HubTable;
  readonly tokens: AccessTokens;
  readonly address: Address;
  readonly upstream: Pick<Upstream, 'connect'>;
  readonly newConnectionId: NewConnectionId;
  readonly chooser: SubprotocolChooser;
}

/** A client that may come in. */
export interface Admission {
  readonly start: ConnectionStart;
  readonly codec: ClientCodec;
}

export type AdmissionOutcome = { readonly admission: Admission } | { readonly refused: ConnectRefusal };

/** Decides on a new connection, in the official emulator's order: hub, token, groups, mode, `connect` event. */
export async function admit(
  options: AdmissionOptions,
  request: ClientRequest,
  signal: AbortSignal,
): Promise<AdmissionOutcome> {
  if (!isHubName(request.hub)) return refuse(400, 'The hub is missing or its name is invalid.');
  const identified = identify(options, request);
  if ('problem' in identified) return refuse(401, identified.problem);
  const { claims } = identified;
  if (!groupsOf(claims).every(isGroupName)) return refuse(400, 'The token names an invalid group.');
  const mode = readSimpleMode(request.query);
  if ('problem' in mode) return refuse(400, mode.problem);

  const connect = connectRequest(options.newConnectionId(), claims, request);
  const answer = await options.upstream.connect(request.hub.toLowerCase(), connect, signal);
  if ('refused' in answer) return answer;
  const { subprotocol } = answer.accepted;
  const { chooser } = options;
  const choice = subprotocol === undefined ? chooser.ofOffered(request.subprotocols) : chooser.byName(subprotocol);
  const start = connectionStart(connect, claims, answer.accepted, choice);
  return { admission: { start, codec: await choice.codec(mode) } };
}

function identify(
  { hubs, tokens, address }: AdmissionOptions,
  request: ClientRequest,
): { readonly claims: Claims } | { readonly problem: string } {
  const token = queryToken(request.query) ?? bearerToken(request.authorization);
  if (token !== undefined) {
    return tokens.verify(token, { isAudience: (audience) => isClientAudience(audience, request, address) });
  }
  if (hubs.get(request.hub).allowsAnonymous) return { claims: {} };
  return { problem: 'There is no access token, and the hub does not allow anonymous clients.' };
}

/** Both forms of the client's path name the hub; the host is the one that was called, or one that means this emulator. */
function isClientAudience(text: string, { hub, host }: ClientRequest, address: Address): boolean {
  const audience = parseAudience(text);
  if (audience === undefined) return false;
  if (audience.host !== host.toLowerCase() && !address.isOwnHost(audience.host)) return false;
  const path = decodeOnce(audience.path).toLowerCase();
  if (path === '/client') return sameHub(new URLSearchParams(audience.query).get('hub') ?? '', hub);
  return path === decodeOnce(clientPath(hub)).toLowerCase();
}

function connectRequest(connectionId: string, claims: Claims, request: ClientRequest): ConnectRequest {
  const { query, headers, subprotocols } = request;
  const userId = userIdOf(claims);
  return { connectionId, userId, claims: claimLists(claims), query: valueLists(query), headers, subprotocols };
}

/** official emulator: what the app says replaces what the token says, field by field. */
function connectionStart(
  { connectionId, userId }: ConnectRequest,
  claims: Claims,
  accepted: ConnectAcceptance,
  choice: SubprotocolChoice,
): ConnectionStart {
  return {
    id: connectionId,
    userId: (accepted.userId ?? userId) || undefined,
    roles: accepted.roles ?? rolesOf(claims),
    groups: accepted.groups ?? groupsOf(claims),
    subprotocol: choice.name,
    state: accepted.state,
    isReliable: choice.isReliable,
    ...(accepted.cookies === undefined ? {} : { cookies: accepted.cookies }),
  };
}
