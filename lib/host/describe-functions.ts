import type { Scope } from '../metadata/scope.js';
import { createSettings } from '../service/settings.js';
import { defineFunctions, readControllers } from './controllers.js';
import { defaultEventPath, EventPath } from './event-path.js';
import { toFunctionInfo } from './function-info.js';
import type { FunctionInfo } from './function-info.js';
import { completeOptions } from './host-options.js';
import type { HostOptions } from './host-options.js';
import { withSlash } from './route-prefix.js';

/**
 * The functions that `bootstrap` would find with the same options. It connects to nothing and needs no connection string, so that settings can be
 * written from code before there is a service.
 * @throws ConfigurationError for decorators and options that cannot mean anything.
 */
export function describeFunctions(
  options: Pick<HostOptions, 'controllers' | 'functions' | 'settings' | 'routePrefix' | 'eventPath'> = {},
): readonly FunctionInfo[] {
  const { controllers, functions, settings, ...paths } = completeOptions(options);
  const scope: Scope = { setting: createSettings({ settings }), trustsPrincipal: true };
  const eventPath = new EventPath(paths.eventPath ?? defaultEventPath);
  const routePrefix = withSlash(paths.routePrefix ?? '');
  return defineFunctions(readControllers(controllers, functions), scope).map((definition) =>
    toFunctionInfo(definition, { eventPath, routePrefix }),
  );
}
