import type { GroupPattern } from '../../protocol/group-pattern.js';
import { parseRole, type RolePermission } from '../../protocol/roles.js';
import type { PermissionSnapshot } from './snapshot.js';

// official emulator: 1000 literal groups and 9 patterns an action and connection.
const literalLimit = 1000;
const patternLimit = 9;

/** Which groups a connection may do one thing with: everything or nothing, then patterns, then single groups. */
export class GroupPermission {
  #everything = false;
  readonly #patterns: GroupPattern[] = [];
  readonly #literals = new Map<string, boolean>();

  allows(group: string): boolean {
    return this.#literals.get(group) ?? this.#implied(group);
  }

  /** Allows every group; what was said of single ones is forgotten. */
  allowAll(): void {
    this.#everything = true;
    this.#patterns.length = 0;
    this.#literals.clear();
  }

  /** Patterns over the limit are left out, as the service does. */
  allowPattern(pattern: GroupPattern): void {
    if (this.#patterns.length >= patternLimit) return;
    this.#patterns.push(pattern);
    for (const group of this.#literals.keys()) if (pattern.matches(group)) this.#literals.delete(group);
  }

  /** False when the connection has as many single groups as it may. */
  set(group: string, allowed: boolean): boolean {
    const literal = this.#literals.get(group);
    if (literal === allowed) return true;
    // official emulator: the opposite value is taken back, not turned round.
    if (literal !== undefined) return this.#literals.delete(group);
    if (this.#implied(group) === allowed) return true;
    if (this.#literals.size >= literalLimit) return false;
    this.#literals.set(group, allowed);
    return true;
  }

  snapshot(): PermissionSnapshot {
    const single = [...this.#literals];
    return {
      everything: this.#everything,
      patterns: this.#patterns.map(({ text }) => text),
      groups: single.filter(([, allowed]) => allowed).map(([group]) => group),
      except: single.filter(([, allowed]) => !allowed).map(([group]) => group),
    };
  }

  #implied(group: string): boolean {
    return this.#everything || this.#patterns.some((pattern) => pattern.matches(group));
  }
}

export type Permissions = Readonly<Record<RolePermission, GroupPermission>>;

/** The permissions that roles give; unknown roles give none. Sorted, so that a role for every group comes first. */
export function permissionsOf(roles: readonly string[]): Permissions {
  const permissions: Permissions = {
    sendToGroup: new GroupPermission(),
    joinLeaveGroup: new GroupPermission(),
    setGroupState: new GroupPermission(),
    getGroupState: new GroupPermission(),
  };
  for (const text of [...roles].sort()) {
    const role = parseRole(text);
    if (role === undefined) continue;
    const permission = permissions[role.permission];
    if (role.scope === 'all') permission.allowAll();
    else if (role.scope === 'pattern') permission.allowPattern(role.pattern);
    else permission.set(role.group, true);
  }
  return permissions;
}
