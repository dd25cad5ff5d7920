import { createError } from '../errors.js';
import type { HttpRoute } from './definition.js';
import { reservedForRoutes } from './expression-roots.js';
import { isListOf, oneOf, readOptions, rules } from './options.js';
import type { OptionRules } from './options.js';
import type { RecordOf } from './records.js';
import type { ScannedMethod } from './scanner.js';
import { withSettings } from './scope.js';
import type { Scope } from './scope.js';

const knownMethods = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'];
const isMethod = (value: unknown): boolean => typeof value === 'string' && knownMethods.includes(value.toUpperCase());

const httpRules: OptionRules = {
  methods: {
    accepts: (value) => isListOf(value, isMethod) && value.length > 0,
    expected: `an array of ${knownMethods.join(', ')}`,
  },
  route: { accepts: (value) => typeof value === 'string', expected: 'a path such as "users/{id}"' },
  authLevel: oneOf(['anonymous', 'function']),
  use: rules.functions,
};

/** What an `@HttpTrigger` means: methods, path and its parameters. */
export function toHttpRoute(
  record: RecordOf<'httpTrigger'>,
  scanned: ScannedMethod,
  scope: Scope,
  where: string,
): HttpRoute {
  const options = readOptions(record.options, httpRules, '@HttpTrigger', where);
  const route = normalized(withSettings(options.route ?? defaultRoute(scanned), scope, where));
  return {
    kind: 'http',
    methods: [...new Set((options.methods ?? ['get', 'post']).map((method) => method.toUpperCase()))],
    route,
    parameters: parametersOf(route, where),
    authLevel: options.authLevel ?? 'anonymous',
    use: [options.use ?? []].flat(),
  };
}

function defaultRoute({ records, member }: ScannedMethod): string {
  return records.find((record) => record.kind === 'functionName')?.name ?? String(member);
}

function normalized(route: string): string {
  return `/${route.replace(/^\/+|\/+$/g, '')}`;
}

function parametersOf(route: string, where: string): string[] {
  const names = [...route.matchAll(/\{([^}]*)\}/g)].map(([, name]) => name ?? '');
  const isRead = names.every((name) => /^[A-Za-z_]\w*$/.test(name)) && hasOwnNames(names);
  if (!isRead || route.includes('}{') || /[{}?#]/.test(route.replace(/\{[^{}]*\}/g, ''))) {
    throw wrongRoute(
      where,
      `the path ${route}`,
      'a path without a query, whose parameters look like {id}, each with its own name and some text between them',
    );
  }
  // A router's object of parameters takes this one for its prototype.
  const reserved = names.find((name) => name === '__proto__' || reservedForRoutes.some((one) => isSameName(one, name)));
  if (reserved !== undefined) {
    const others = `not ${reservedForRoutes.slice(0, -1).join(', ')} or ${reservedForRoutes.at(-1) ?? ''}`;
    throw wrongRoute(where, `a path with the parameter {${reserved}}`, `parameters of other names, ${others}`);
  }
  return names;
}

// Expressions read names in any letter case.
function isSameName(left: string, right: string): boolean {
  return left.toLowerCase() === right.toLowerCase();
}

function hasOwnNames(names: readonly string[]): boolean {
  return new Set(names.map((name) => name.toLowerCase())).size === names.length;
}

function wrongRoute(where: string, problem: string, expected: string): Error {
  return createError('WPS_OPTION_INVALID', { where, owner: '@HttpTrigger', option: 'route', problem, expected });
}
