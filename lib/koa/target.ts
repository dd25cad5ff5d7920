import type { Middleware } from 'koa';
import { createError } from '../errors.js';

/** A Koa app, as far as `bootstrap` needs it. */
export interface KoaApp {
  /** Puts a middleware behind those that it has. */
  use(middleware: Middleware): unknown;
  /** What tells an app from other things. */
  callback(): unknown;
}

/** A router of @koa/router, as far as `bootstrap` needs it. */
export interface KoaRouter {
  /** What it was made with. */
  readonly opts: { readonly prefix?: string | undefined };
  /** What tells a router from other things. */
  routes(): unknown;
  /** Adds a route. */
  register(path: string, methods: string[], middleware: Middleware[]): unknown;
}

/** @throws ConfigurationError for what is neither an app nor a router. */
export function requireTarget(target: unknown): void {
  if (!isApp(target) && !isRouter(target)) throw createError('WPS_BOOTSTRAP_TARGET', { actual: describe(target) });
}

// No instanceof: a CommonJS app has its own copies of the classes of Koa and @koa/router.
export function isRouter(target: unknown): target is KoaRouter {
  return has(target, 'routes') && has(target, 'register');
}

function isApp(target: unknown): boolean {
  return has(target, 'use') && has(target, 'callback');
}

// The app of another framework may be a function with methods such as these.
function has(target: unknown, method: string): boolean {
  if (typeof target !== 'object' || target === null) return false;
  return typeof (target as Readonly<Record<string, unknown>>)[method] === 'function';
}

function describe(target: unknown): string {
  if (target === null || target === undefined) return String(target);
  if (typeof target === 'string') return 'a text';
  return typeof target === 'object' ? 'an object of another kind' : `a ${typeof target}`;
}
