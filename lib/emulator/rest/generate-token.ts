import { clientPath, clientProtocols, groupClaim, type ClientProtocol } from '../../protocol/client-url.js';
import { isGroupName } from '../../protocol/names.js';
import type { AccessTokens } from '../access-tokens.js';
import type { Address } from '../address.js';
import { badRequest, type Refusal } from '../broker/refusals.js';
import { jsonAnswer, refusalAnswer } from './answers.js';
import type { RestAnswer, RestQuery } from './rest-message.js';

/** Answers `:generateToken`: a client token as the service makes it, also for the clients that the emulator itself refuses. */
export function generateToken(hub: string, query: RestQuery, tokens: AccessTokens, address: Address): RestAnswer {
  const minutes = query.one('minutesToExpire') ?? '60';
  const clientType = (query.one('clientType') ?? 'default').toLowerCase();
  if (!isClientProtocol(clientType)) {
    return refusalAnswer(badRequest(`The value '${clientType}' is not valid.`, 'clientType'));
  }
  const refusal = problemOf(query, minutes);
  if (refusal !== undefined) return refusalAnswer(refusal);
  const userId = query.one('userId');
  const roles = query.all('role');
  const groups = query.all('group');
  const claims = {
    aud: address.url + clientPath(hub, clientType),
    ...(userId ? { sub: userId } : {}),
    ...(roles.length > 0 ? { role: roles } : {}),
    ...(groups.length > 0 ? { [groupClaim]: groups } : {}),
  };
  return jsonAnswer(200, { token: tokens.sign(claims, Number(minutes) * 60) });
}

function isClientProtocol(name: string): name is ClientProtocol {
  return clientProtocols.some((protocol) => protocol === name);
}

function problemOf(query: RestQuery, minutes: string): Refusal | undefined {
  const isMinutes = /^\d{1,10}$/.test(minutes) && Number(minutes) >= 1 && Number(minutes) <= 2_147_483_647;
  if (!isMinutes) return badRequest('minutesToExpire must be between 1 and 2147483647.', 'minutesToExpire');
  return query.all('group').every(isGroupName) ? undefined : badRequest('Invalid group name.', 'group');
}
