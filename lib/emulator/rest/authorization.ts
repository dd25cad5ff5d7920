import { bearerToken, type AccessTokens } from '../access-tokens.js';
import type { Address } from '../address.js';
import { decodeOnce, parseAudience } from '../audience.js';
import type { EntraIssuer } from '../identity/entra-issuer.js';
import { algorithmOf } from '../identity/verify-identity-token.js';
import type { RestRequest } from './rest-message.js';

export interface Authorities {
  readonly tokens: AccessTokens;
  readonly address: Address;
  readonly issuer: Pick<EntraIssuer, 'problemOf'>;
}

/** By what a request proved that it may do what it asks, or why it may not. */
export type Authorization = { readonly by: 'accessKey' | 'identity' } | { readonly problem: string };

/** Access keys sign with HS256 and nothing else does: a token of any other algorithm is one of an identity. */
export async function authorize(request: RestRequest, authorities: Authorities): Promise<Authorization> {
  const token = bearerToken(request.header('authorization'));
  if (token === undefined) return { problem: 'There is no bearer token.' };
  const algorithm = algorithmOf(token);
  if (algorithm === undefined || algorithm === 'HS256') return byAccessKey(token, request, authorities);
  const problem = await authorities.issuer.problemOf(token);
  return problem === undefined ? { by: 'identity' } : { problem };
}

function byAccessKey(token: string, request: RestRequest, { tokens, address }: Authorities): Authorization {
  const verified = tokens.verify(token, { isAudience: (audience) => isRequestAudience(audience, request, address) });
  return 'problem' in verified ? verified : { by: 'accessKey' };
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
