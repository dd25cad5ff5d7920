import type { Principal } from './contexts/http-context.js';
import { isRecord } from './own-keys.js';
import type { HeaderPairs } from './request.js';

/** One thing that an identity provider says of a user. */
export interface PrincipalClaim {
  readonly type: string;
  readonly value: string;
}

const header = 'x-ms-client-principal';
const names: readonly string[] = [header, `${header}-id`, `${header}-name`, `${header}-idp`];

/**
 * Who App Service, Functions or Static Web Apps says the caller is: `x-ms-client-principal` (base64 of JSON, in the form of either platform)
 * with its `-id`, `-name` and `-idp` beside it. To be read only where nothing else can have written these headers.
 * Source: App Service, "Work with user identities"; Static Web Apps, "Accessing user information".
 */
export function readClientPrincipal(headers: HeaderPairs): Principal | undefined {
  const lines = headers
    .map(([name, text]) => [name.toLowerCase(), text] as const)
    .filter(([name]) => names.includes(name));
  // Two lines are two answers to who it is; neither is believed, nor what stands beside them.
  if (new Set(lines.map(([name]) => name)).size < lines.length) return undefined;
  const values = new Map(lines);
  const value = (name: string): string | undefined => values.get(name) || undefined;
  const { userId, userDetails, identityProvider, userRoles, auth_typ, claims } = decode(value(header));
  const id = value(`${header}-id`) ?? textOf(userId);
  if (id === undefined) return undefined;
  return {
    userId: id,
    ...optional('name', value(`${header}-name`) ?? textOf(userDetails)),
    ...optional('provider', value(`${header}-idp`) ?? textOf(identityProvider) ?? textOf(auth_typ)),
    roles: Array.isArray(userRoles) ? userRoles.filter((role) => typeof role === 'string') : [],
    claims: Array.isArray(claims) ? claims.flatMap(claimOf) : [],
  };
}

function decode(text: string | undefined): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(Buffer.from(text ?? '', 'base64').toString('utf8'));
    return isRecord(value) ? value : {};
  } catch {
    return {};
  }
}

function claimOf(claim: unknown): readonly PrincipalClaim[] {
  const { typ, val } = isRecord(claim) ? claim : {};
  return typeof typ === 'string' && typeof val === 'string' ? [{ type: typ, value: val }] : [];
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}

function optional<K extends string>(key: K, value: string | undefined): Partial<Record<K, string>> {
  return (value === undefined ? {} : { [key]: value }) as Partial<Record<K, string>>;
}
