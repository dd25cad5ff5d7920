import { parseGroupPattern, type GroupPattern } from './group-pattern.js';
import { isGroupName } from './names.js';
import type { Permission } from './operations.js';

/** What roles can permit: more than REST grants and revokes. official emulator, an early version: the rights over group states. */
export type RolePermission = Permission | 'setGroupState' | 'getGroupState';

/** What one role of a token or a connect answer permits. */
export type Role =
  | { readonly permission: RolePermission; readonly scope: 'all' }
  | { readonly permission: RolePermission; readonly scope: 'group'; readonly group: string }
  | { readonly permission: RolePermission; readonly scope: 'pattern'; readonly pattern: GroupPattern };

const permissions: readonly RolePermission[] = ['sendToGroup', 'joinLeaveGroup', 'setGroupState', 'getGroupState'];

/**
 * Reads `webpubsub.sendToGroup` (every group), `webpubsub.sendToGroup.<group>` (the rest is the group, literally) and
 * `webpubsub.sendToGroups.<pattern>`, and the same of the other permissions. Undefined for what is no such role.
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

function literalRole(permission: RolePermission, group: string): Role | undefined {
  return isGroupName(group) ? { permission, scope: 'group', group } : undefined;
}

function patternRole(permission: RolePermission, text: string): Role | undefined {
  const pattern = parseGroupPattern(text);
  if (pattern === undefined) return undefined;
  if (pattern.matchesAll) return { permission, scope: 'all' };
  if (pattern.literal !== undefined) return literalRole(permission, pattern.literal);
  return { permission, scope: 'pattern', pattern };
}
