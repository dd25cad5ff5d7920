import { isPathName } from '../../protocol/names.js';
import { operationRoutes, type OperationName, type OperationRoute } from '../../protocol/operations.js';
import type { Disputed } from '../disputed.js';

export type RouteName = OperationName | 'generateToken';

/** A path that names an operation. */
export interface RouteMatch {
  readonly name: RouteName;
  readonly hub: string;
  /** Decoded, by their names in the route. */
  readonly parameters: Readonly<Record<string, string>>;
}

/** `allow` lists the methods that the path does have; it is empty for an unknown path. */
export interface NoRoute {
  readonly allow: readonly string[];
}

interface Route {
  readonly name: RouteName;
  readonly method: string;
  readonly segments: readonly string[];
}

const generateToken: Pick<OperationRoute, 'method' | 'path'> = { method: 'POST', path: '/:generateToken' };
const routes: readonly Route[] = Object.entries({ ...operationRoutes, generateToken }).map(
  ([name, { method, path }]) => ({ name: name as RouteName, method, segments: path.slice(1).split('/') }),
);

/** Finds the operation of a path. It is split before it is decoded, so that `%2F` is part of a name: as a slash, or as it is written. */
export function findRoute(
  method: string,
  path: string,
  encodedSlash: Disputed['encodedSlash'] = 'decode',
): RouteMatch | NoRoute {
  const written = encodedSlash === 'keep' ? path.replaceAll(/%(?=2f)/gi, '%25') : path;
  const segments = written.replace(/\/$/, '').split('/').slice(1).map(decode);
  const [api, hubs, hub, ...rest] = segments;
  if (!segments.every(isName) || api?.toLowerCase() !== 'api' || hubs?.toLowerCase() !== 'hubs') return { allow: [] };
  const fitting = routes.filter((route) => fits(route.segments, rest));
  const route = fitting.find((candidate) => candidate.method === method);
  if (route === undefined || hub === undefined) return { allow: fitting.map((candidate) => candidate.method) };
  return { name: route.name, hub, parameters: parametersOf(route.segments, rest) };
}

// Clients and servers take `.` and `..` for steps, RFC 3986 5.2.4: elsewhere `/users/../:send` is a message to everyone.
function isName(segment: string | undefined): segment is string {
  return segment !== undefined && (segment === '' || isPathName(segment));
}

function decode(segment: string): string | undefined {
  try {
    return decodeURIComponent(segment);
  } catch {
    return undefined;
  }
}

function fits(pattern: readonly string[], segments: readonly (string | undefined)[]): boolean {
  if (pattern.length !== segments.length) return false;
  return pattern.every((part, index) => isParameter(part) || part.toLowerCase() === segments[index]?.toLowerCase());
}

function parametersOf(
  pattern: readonly string[],
  segments: readonly (string | undefined)[],
): Readonly<Record<string, string>> {
  const named = pattern.map((part, index) => [part.slice(1, -1), segments[index] ?? ''] as const);
  return Object.fromEntries(named.filter((_, index) => isParameter(pattern[index] ?? '')));
}

function isParameter(part: string): boolean {
  return part.startsWith('{');
}
