import { createError } from '../errors.js';
import type { FunctionDefinition } from '../metadata/definition.js';
import { isHttpFunction, routeOf } from './function-info.js';
import type { PathOptions } from './function-info.js';

/**
 * Refuses HTTP functions at the path of events: whatever arrives there is answered as an event, so they would never run.
 * @throws ConfigurationError naming class, method and both ways out.
 */
export function refuseHiddenRoutes(
  definitions: readonly FunctionDefinition[],
  { eventPath, routePrefix }: PathOptions,
): void {
  for (const definition of definitions.filter(isHttpFunction)) {
    const path = routeOf(routePrefix, definition.trigger);
    if (eventPath.match(path) === undefined) continue;
    throw createError('WPS_OPTION_INVALID', {
      ...{ where: definition.where, owner: '@HttpTrigger', option: 'route' },
      problem: `the path ${path}, where bootstrap takes events itself`,
      expected: 'another path, or give bootstrap an eventPath of its own',
    });
  }
}
