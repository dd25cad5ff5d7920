import type { ConnectionBinding, FunctionDefinition } from '../metadata/definition.js';
import { expressionsOf } from '../metadata/template.js';
import type { Expression } from '../metadata/template.js';

/** A function that lets its caller say who it is. */
export interface OpenUserId {
  /** `Class.method`. */
  readonly where: string;
  readonly expression: string;
}

/**
 * The HTTP functions whose client's user id comes from what any caller can write: query, headers, body, route. Not those that ask for a
 * key, whose callers are trusted, nor headers that the platform in front of the app writes.
 */
export function openUserIds(
  definitions: readonly FunctionDefinition[],
  { trustsPrincipal }: { readonly trustsPrincipal: boolean },
): readonly OpenUserId[] {
  return definitions.flatMap(({ where, trigger, parameters, answered }) => {
    if (trigger.kind === 'event' || trigger.authLevel === 'function') return [];
    const open = ['query', 'headers', 'body', ...trigger.parameters].map((root) => root.toLowerCase());
    return [...parameters, answered]
      .filter((binding): binding is ConnectionBinding => binding?.kind === 'connection')
      .flatMap(({ userId, accessToken }) => (userId === undefined || accessToken ? [] : expressionsOf(userId)))
      .filter((expression) => open.includes(expression.root.toLowerCase()))
      .filter((expression) => !(trustsPrincipal && isOfPlatform(expression)))
      .map(({ source }) => ({ where, expression: source }));
  });
}

function isOfPlatform({ root, path }: Expression): boolean {
  return root.toLowerCase() === 'headers' && path[0]?.toLowerCase().startsWith('x-ms-client-principal') === true;
}
