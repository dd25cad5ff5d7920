import { parseGroupPattern, type GroupPattern } from './group-pattern.js';
import { isGroupName } from './names.js';
import type { Permission } from './operations.js';

/** What one role of a token or a connect answer permits. */
export type Role =
  | { readonly permission: Permission; readonly scope: 'all' }
  | { readonly permission: Permission; readonly scope: 'group'; readonly group: string }
  | { readonly permission: Permission; readonly scope: 'pattern'; readonly pattern: GroupPattern };

const permissions: readonly Permission[] = ['sendToGroup', 'joinLeaveGroup'];

/**
 * Reads `webpubsub.sendToGroup` (every group), `webpubsub.sendToGroup.<group>` (the rest is the group, literally) and
 * `webpubsub.sendToGroups.<pattern>`, and the same of `joinLeaveGroup`. Undefined for what is no such role.
 */
export function parseRole(role: string): Role | undefined {
  for (const permission of permissions) {
    const name = `webpubsub.${permission}`;
    if (role === name) return { permission, scope: 'all' };
    if (role.startsWith(`${name}.`)) return literalRole(permission, role.slice(name.length + 1));
    if (role.startsWith(`${name}s.`)) return patternRole(permission, role.slice(name.length + 2));
  }
  return undefined;
}

function literalRole(permission: Permission, group: string): Role | undefined {
  return isGroupName(group) ? { permission, scope: 'group', group } : undefined;
}

function patternRole(permission: Permission, text: string): Role | undefined {
  const pattern = parseGroupPattern(text);
  if (pattern === undefined) return undefined;
  if (pattern.matchesAll) return { permission, scope: 'all' };
  if (pattern.literal !== undefined) return literalRole(permission, pattern.literal);
  return { permission, scope: 'pattern', pattern };
}
