import { clientPath, groupClaim } from '../../protocol/client-url.js';
import { isGroupName } from '../../protocol/names.js';
import type { AccessTokens } from '../access-tokens.js';
import type { Address } from '../address.js';
import { badRequest, notImplemented, type Refusal } from '../broker/refusals.js';
import { jsonAnswer, refusalAnswer } from './answers.js';
import type { RestAnswer, RestQuery } from './rest-message.js';

/** Answers `:generateToken`: a client token as the service makes it. */
export function generateToken(hub: string, query: RestQuery, tokens: AccessTokens, address: Address): RestAnswer {
  const minutes = query.one('minutesToExpire') ?? '60';
  const refusal = problemOf(query, minutes);
  if (refusal !== undefined) return refusalAnswer(refusal);
  const userId = query.one('userId');
  const roles = query.all('role');
  const groups = query.all('group');
  const claims = {
    aud: address.url + clientPath(hub),
    ...(userId ? { sub: userId } : {}),
    ...(roles.length > 0 ? { role: roles } : {}),
    ...(groups.length > 0 ? { [groupClaim]: groups } : {}),
  };
  return jsonAnswer(200, { token: tokens.sign(claims, Number(minutes) * 60) });
}

function problemOf(query: RestQuery, minutes: string): Refusal | undefined {
  const clientType = (query.one('clientType') ?? 'Default').toLowerCase();
  if (clientType === 'mqtt' || clientType === 'socketio') return notImplemented(`clientType ${clientType}`);
  if (clientType !== 'default') return badRequest(`The value '${clientType}' is not valid.`, 'clientType');
  const isMinutes = /^\d{1,10}$/.test(minutes) && Number(minutes) >= 1 && Number(minutes) <= 2_147_483_647;
  if (!isMinutes) return badRequest('minutesToExpire must be between 1 and 2147483647.', 'minutesToExpire');
  return query.all('group').every(isGroupName) ? undefined : badRequest('Invalid group name.', 'group');
}
