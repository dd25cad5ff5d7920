import { createError } from '../errors.js';
import type { DeliveryError } from '../errors.js';
import type { Logger } from '../invocation/logger.js';
import type { Middleware } from '../invocation/middleware.js';
import type { AnyContext } from '../invocation/reporter.js';
import type { StateEncoding } from '../protocol/connection-state.js';
import { isDefinedFunction } from '../metadata/function-class.js';
import type { DefinedFunction } from '../metadata/function-class.js';
import { listAllowed } from '../outputs/suggest.js';
import { isListOf } from '../metadata/options.js';
import type { ControllerClass } from '../metadata/records.js';
import type { Resolve } from './instances.js';

/** What `bootstrap` takes. All of it may be left out. */
export interface HostOptions {
  /** Decorated classes, or instances of them. Default, without `functions`: every decorated class that no other decorated class extends. */
  readonly controllers?: readonly (ControllerClass | object)[];
  /** Functions made by `defineFunction`. */
  readonly functions?: readonly DefinedFunction[];
  /** Makes controllers, for example from a container; never asked for instances that were handed in. */
  readonly resolve?: Resolve;
  /** Middleware around every function, `connect` included. */
  readonly use?: readonly Middleware[];
  /**
   * Settings by name, before the environment and local.settings.json. Connections follow what a function says while the app runs; it answers at
   * once.
   */
  readonly settings?: Readonly<Record<string, string | undefined>> | ((name: string) => string | undefined);
  /** Stands before the routes of HTTP functions. Default: none. */
  readonly routePrefix?: string;
  /** Where the service posts events. Default `/api/webpubsub/hubs/{hub}`. */
  readonly eventPath?: string;
  /** `false` accepts events from anybody. Default `true`. */
  readonly verify?: boolean;
  /**
   * Believes the headers by which App Service, Functions and Static Web Apps say who the caller is (`x-ms-client-principal`), for `{principal.userId}`
   * and `context.principal`. Only where no request reaches the app but through them. Default: whether App Service says that its
   * authentication is on (`WEBSITE_AUTH_ENABLED`).
   */
  readonly trustClientPrincipal?: boolean;
  /** Further hosts that events may come from: custom domains, replicas. */
  readonly origins?: readonly string[];
  /** Milliseconds from the body of a request to the last output. Default 30,000. */
  readonly invocationTimeout?: number;
  /** Bytes of a request body. Default 1 MiB. */
  readonly bodyLimit?: number;
  /** Items a queue of outputs holds before `add` waits for them to be sent. Default 1,000. */
  readonly queueLimit?: number;
  /** Bytes of one outbound message. Default 1 MiB, the limit of the service. */
  readonly messageLimit?: number;
  /** Milliseconds `close()` waits for what is under way. Default 10,000. */
  readonly closeTimeout?: number;
  /** How much state a connection may have, and how it is written. */
  readonly states?: {
    /** Bytes of the encoded state of a connection. Default 8,192. */
    readonly limit?: number;
    /**
     * How values are written: `json`, as the JavaScript packages of the service do and read (the default), or `base64`, as those of .NET do,
     * where C# functions share the connections. Both are read.
     */
    readonly encoding?: StateEncoding;
  };
  /** Default: warnings and errors to stderr. */
  readonly log?: Logger;
  /** Told of every failure of a function, its middleware and its `waitUntil` work. */
  readonly onError?: (error: unknown, context: AnyContext | undefined) => void;
  /** Told of every output that did not arrive. */
  readonly onOutputError?: (error: DeliveryError, context: AnyContext | undefined) => void;
}

/** Options with their defaults. */
export type CompleteOptions = HostOptions &
  Required<
    Pick<
      HostOptions,
      'use' | 'verify' | 'origins' | 'invocationTimeout' | 'bodyLimit' | 'queueLimit' | 'messageLimit' | 'closeTimeout'
    >
  >;

const mebibyte = 1_048_576;

const defaults = {
  use: [],
  verify: true,
  origins: [],
  invocationTimeout: 30_000,
  bodyLimit: mebibyte,
  queueLimit: 1_000,
  messageLimit: mebibyte,
  closeTimeout: 10_000,
} satisfies Partial<HostOptions>;

type Check = readonly [accepts: (value: unknown) => boolean, expected: string];

const isFunction = (value: unknown): boolean => typeof value === 'function';
const isObject = (value: unknown): boolean => typeof value === 'object' && value !== null && !Array.isArray(value);
// Node takes a longer time for one millisecond.
const longestTimeout = 2_147_483_647;
const limit = (value: unknown): boolean => typeof value === 'number' && Number.isInteger(value) && value > 0;
const isLog = (value: unknown): boolean =>
  isObject(value) &&
  ['debug', 'info', 'warn', 'error'].every((level) => isFunction((value as Record<string, unknown>)[level]));
const stateChecks: Readonly<Record<string, (value: unknown) => boolean>> = {
  limit,
  encoding: (value) => value === 'json' || value === 'base64',
};
const isStates = (value: unknown): boolean =>
  isObject(value) &&
  Object.entries(value as object).every(
    ([name, one]) => one === undefined || (Object.hasOwn(stateChecks, name) && stateChecks[name]?.(one) === true),
  );
// A path as a router matches it: no URL, no query, and a hole only where something fills it.
const pathPattern = /^(?!\w+:\/\/)[^\s?#{}]*$/;
const routePrefix: Check = [
  (value) => typeof value === 'string' && pathPattern.test(value),
  'a path without parameters, such as "/api"; a route has its own',
];
const eventPath: Check = [
  // The first one alone: a second {hub} is a hole that nothing fills.
  (value) => typeof value === 'string' && pathPattern.test(value.replace('{hub}', 'hub')),
  'a path, such as "/events/{hub}", with no other parameter than one {hub}',
];
const callback: Check = [isFunction, 'a function'];
const count: Check = [(value) => limit(value), 'a whole number above 0'];
const listOf = (accepts: (value: unknown) => boolean) => (value: unknown) => isListOf(value, accepts);

const checks: Readonly<Record<keyof HostOptions, Check>> = {
  controllers: [Array.isArray, 'an array of classes or instances'],
  functions: [listOf(isDefinedFunction), 'an array of what defineFunction returns'],
  resolve: callback,
  use: [listOf(isFunction), 'an array of functions'],
  settings: [(value) => isFunction(value) || isObject(value), 'an object or a function'],
  routePrefix,
  eventPath,
  verify: [(value) => typeof value === 'boolean', 'true or false'],
  trustClientPrincipal: [(value) => typeof value === 'boolean', 'true or false'],
  origins: [listOf((value) => typeof value === 'string'), 'an array of host names'],
  invocationTimeout: [
    (value) => limit(value) && Number(value) <= longestTimeout,
    'milliseconds, a whole number from 1 to 2147483647',
  ],
  bodyLimit: count,
  queueLimit: count,
  messageLimit: count,
  closeTimeout: [
    (value) => typeof value === 'number' && value >= 0 && value <= longestTimeout,
    'milliseconds, from 0 to 2147483647',
  ],
  states: [isStates, 'an object of limit, a whole number above 0, and encoding, "json" or "base64"'],
  log: [isLog, 'an object with debug, info, warn and error'],
  onError: callback,
  onOutputError: callback,
};

/**
 * Checks the options of a host and fills in the defaults.
 * @throws ConfigurationError for an unknown option or a wrong value.
 */
export function completeOptions(options: HostOptions): CompleteOptions {
  if (!isObject(options)) {
    throw createError('WPS_BOOTSTRAP_OPTION', {
      option: 'options',
      problem: 'of the wrong kind',
      remedy: 'Give it an object.',
    });
  }
  const given = Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined));
  for (const [option, value] of Object.entries(given)) {
    const check = Object.hasOwn(checks, option) ? checks[option as keyof HostOptions] : undefined;
    if (check === undefined) {
      const remedy = `It takes ${listAllowed(Object.keys(checks), option)}.`;
      throw createError('WPS_BOOTSTRAP_OPTION', { option, problem: 'unknown', remedy });
    }
    const [accepts, expected] = check;
    if (!accepts(value))
      throw createError('WPS_BOOTSTRAP_OPTION', {
        option,
        problem: 'not valid',
        remedy: `Give it ${expected}.`,
      });
  }
  return { ...defaults, ...given };
}
