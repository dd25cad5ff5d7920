import type { FunctionDefinition } from '../metadata/definition.js';
import { expressionsOf } from '../metadata/template.js';

/** Whether the access that a function hands out depends on the body of the request. Its handler may read it all the same. */
export function readsBody({ parameters, answered }: Pick<FunctionDefinition, 'parameters' | 'answered'>): boolean {
  return [...parameters, answered]
    .filter((binding) => binding?.kind === 'connection')
    .flatMap(({ hub, userId, accessToken, roles, groups }) => [hub, userId, accessToken, ...roles, ...groups])
    .flatMap((template) => (template === undefined ? [] : expressionsOf(template)))
    .some(({ root }) => root.toLowerCase() === 'body');
}
