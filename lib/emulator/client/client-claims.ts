import { groupClaim } from '../../protocol/client-url.js';
import type { Claims } from '../access-tokens.js';
import type { ValueLists } from '../upstream/connect-event.js';

// recorded: the service adds these long names of .NET beside the short ones.
const longNames: Readonly<Record<string, string>> = {
  sub: 'http://schemas.xmlsoap.org/ws/2005/05/identity/claims/nameidentifier',
  role: 'http://schemas.microsoft.com/ws/2008/06/identity/claims/role',
};

/** Claims as the `connect` event carries them: every value a list of texts, numbers included. */
export function claimLists(claims: Claims): ValueLists {
  const lists: [string, readonly string[]][] = [];
  for (const [name, value] of Object.entries(claims)) {
    const texts = textsOf(value);
    lists.push([name, texts]);
    const longName = Object.hasOwn(longNames, name) ? longNames[name] : undefined;
    if (longName !== undefined) lists.push([longName, texts]);
  }
  return Object.fromEntries(lists);
}

/** A token names one user; of several the first counts. */
export function userIdOf(claims: Claims): string | undefined {
  return textsOf(claims.sub)[0];
}

export function rolesOf(claims: Claims): readonly string[] {
  return textsOf(claims['role']);
}

export function groupsOf(claims: Claims): readonly string[] {
  return textsOf(claims[groupClaim]);
}

function textsOf(value: unknown): readonly string[] {
  if (value === undefined || value === null) return [];
  const values: readonly unknown[] = Array.isArray(value) ? value : [value];
  return values.map((entry) => (typeof entry === 'string' ? entry : JSON.stringify(entry)));
}
