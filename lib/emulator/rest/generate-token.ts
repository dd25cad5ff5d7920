import { clientPath, clientProtocols, groupClaim, type ClientProtocol } from '../../protocol/client-url.js';
import { isGroupName } from '../../protocol/names.js';
import type { AccessTokens } from '../access-tokens.js';
import type { Address } from '../address.js';
import { invalidGroup, invalidValue, type Refusal } from '../broker/refusals.js';
import { jsonAnswer, latestVersion, refusalAnswer } from './answers.js';
import type { RestAnswer, RestQuery } from './rest-message.js';

/** Answers `:generateToken`: a client token as the service makes it, also for the clients that the emulator itself refuses. */
export function generateToken(hub: string, query: RestQuery, tokens: AccessTokens, address: Address): RestAnswer {
  const minutes = query.one('minutesToExpire') ?? '60';
  const clientType = clientTypeOf(query);
  // recorded: problems of this call, which answers in JSON, come as plain JSON.
  if (typeof clientType !== 'string') return refusalAnswer(clientType, 'application/json');
  const refusal = problemOf(query, minutes);
  if (refusal !== undefined) return refusalAnswer(refusal, 'application/json');
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

// recorded: version 2024-01-01 does not know clients of Socket.IO.
function clientTypeOf(query: RestQuery): ClientProtocol | Refusal {
  const name = query.one('clientType') ?? 'default';
  const known = clientProtocols.find((protocol) => protocol === name.toLowerCase());
  const isEarlier = (query.one('api-version') ?? latestVersion) < latestVersion;
  const isKnown = known !== undefined && !(known === 'socketio' && isEarlier);
  return isKnown ? known : invalidValue(`The value '${name}' is not valid.`, 'clientType');
}

function problemOf(query: RestQuery, minutes: string): Refusal | undefined {
  const isMinutes = /^\d{1,10}$/.test(minutes) && Number(minutes) >= 1 && Number(minutes) <= 2_147_483_647;
  if (!isMinutes) return invalidValue('The field minutesToExpire must be between 1 and 2147483647.', 'minutesToExpire');
  return query.all('group').every(isGroupName) ? undefined : invalidValue(invalidGroup.message, 'group');
}
