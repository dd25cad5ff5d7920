import { bearerToken, type AccessTokens } from '../access-tokens.js';
import type { Address } from '../address.js';
import { decodeOnce, parseAudience } from '../audience.js';
import type { RestRequest } from './rest-message.js';

/** Why a request may not do what it asks; undefined when it may. */
export function authorize(request: RestRequest, tokens: AccessTokens, address: Address): string | undefined {
  const token = bearerToken(request.header('authorization'));
  if (token === undefined) return 'There is no bearer token.';
  const verified = tokens.verify(token, { isAudience: (audience) => isRequestAudience(audience, request, address) });
  return 'problem' in verified ? verified.problem : undefined;
}

/**
 * official emulator: the audience, as it is or decoded once, is the path of the request or continues it; scheme and query say
 * nothing. Its host is the one that was called, or one that means this emulator (a proxy may have changed the `Host`).
 */
function isRequestAudience(text: string, { path, host }: RestRequest, address: Address): boolean {
  const audience = parseAudience(text);
  if (audience === undefined) return false;
  if (audience.host !== host.toLowerCase() && !address.isOwnHost(audience.host)) return false;
  const target = decodeOnce(path).replace(/\/+$/, '');
  return [audience.path, decodeOnce(audience.path)].some(
    (candidate) => candidate === target || candidate.startsWith(`${target}/`),
  );
}
