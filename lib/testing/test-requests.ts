import type { FunctionInfo, HostRequest } from '../host/host.js';
import { listAllowed } from '../outputs/suggest.js';
import { toContent } from '../invocation/content.js';
import { describeValue, rules } from '../metadata/options.js';
import type { OptionRules } from '../metadata/options.js';
import { isRecord } from '../invocation/own-keys.js';
import { headerNames } from '../protocol/header-names.js';
import { headers as texts } from './event-rules.js';
import { judge, refusal } from './judge.js';
import { formatQuery, queryRule } from './query.js';
import type { Query } from './query.js';

/** An HTTP request of a test. */
export interface TestRequest {
  /** Default: the function's first method. */
  readonly method?: string;
  readonly query?: Query;
  readonly params?: Readonly<Record<string, string>>;
  readonly headers?: Readonly<Record<string, string>>;
  /** A string is text, bytes are binary, any other value is JSON, unless `headers` say a content type. */
  readonly body?: unknown;
  /** What earlier middleware would have left in `ctx.state`. */
  readonly state?: unknown;
  readonly principal?: { readonly userId?: string };
}

const anObject = { accepts: isRecord, expected: 'an object' };
const text = { accepts: (value: unknown) => typeof value === 'string', expected: 'a text' };
const anything = { accepts: () => true, expected: 'anything' };
const requestRules: OptionRules = {
  ...{ method: rules.text, query: queryRule, params: texts, headers: texts, body: anything },
  ...{ state: anything, principal: anObject },
};

/**
 * A request for an HTTP function: its name, the name of its method, or its route without the first slash.
 * @throws ConfigurationError for an unknown function, method or member, and for a body that cannot be sent.
 */
export function httpRequest(functions: readonly FunctionInfo[], name: string, request: TestRequest): HostRequest {
  if (typeof name !== 'string') throw refusal('http()', describeValue(name), 'Give it the name of a function.');
  const where = `http("${name}")`;
  judge(where, request, requestRules);
  const { name: functionName, methods, route } = httpFunction(where, functions, name);
  const names = [...route.matchAll(/\{(\w+)\}/g)].map(([, one = '']) => one);
  judge(`${where} as "params"`, request.params ?? {}, Object.fromEntries(names.map((one) => [one, text])));
  const missing = names.find((one) => request.params?.[one] === undefined);
  if (missing !== undefined) throw refusal(where, `no "${missing}" for the route ${route}`, 'Give it in "params".');
  const method = (request.method ?? methods[0] ?? 'GET').toUpperCase();
  if (!methods.includes(method) && !(method === 'HEAD' && methods.includes('GET')))
    throw refusal(where, `the method ${method}, which the function does not take`, `It takes ${methods.join(', ')}.`);
  const { query = {}, params = {}, headers = {}, body, state, principal } = request;
  const content = body === undefined ? undefined : toContent(body);
  if (content !== undefined && 'problem' in content)
    throw refusal(where, `${content.problem} as "body"`, 'Give it a string, bytes, or what JSON can hold.');
  const path = route.replace(/\{(\w+)\}/g, (_, key: string) => encodeURIComponent(params[key] ?? key));
  const search = formatQuery(query);
  return {
    method,
    url: search === '' ? path : `${path}?${search}`,
    headers: pairsOf({ ...(content && { [headerNames.contentType]: content.contentType }), ...headers }),
    ...(content && { body: content.body }),
    ...(state === undefined ? {} : { state }),
    ...(principal === undefined ? {} : { principal }),
    matched: { functionName, params },
  };
}

type HttpFunctionInfo = Extract<FunctionInfo, { readonly kind: 'http' }>;

function httpFunction(where: string, functions: readonly FunctionInfo[], name: string): HttpFunctionInfo {
  const known = functions.filter((one) => one.kind === 'http');
  const found = known.find((one) => namesOf(one).includes(name));
  if (found !== undefined) return found;
  const names = known.flatMap(namesOf);
  throw refusal(where, 'a name that no HTTP function has', `There is ${listAllowed(names, name)}.`);
}

function namesOf({ name, route }: HttpFunctionInfo): readonly string[] {
  return [...new Set([name, name.split('.').at(-1) ?? name, route.slice(1)])];
}

function pairsOf(lines: Readonly<Record<string, string | undefined>>): HostRequest['headers'] {
  return Object.entries(lines).flatMap(([name, value]) => (value === undefined ? [] : [[name, value] as const]));
}
