import { createError } from '../errors.js';
import type { FunctionDefinition, HttpRoute } from '../metadata/definition.js';
import { defaultConnection } from '../metadata/service-bindings.js';
import { equalInConstantTime } from '../protocol/signature.js';
import { readClientPrincipal } from './client-principal.js';
import { HttpContext } from './contexts/http-context.js';
import type { Principal } from './contexts/http-context.js';
import { decodeHttpBody, parametersOf } from './decode-http.js';
import { foreignAnswer } from './foreign-answer.js';
import type { InvocationHost } from './host.js';
import { encodeHttp, encodeHttpFailure } from './http-answer.js';
import type { Invocation } from './invocation.js';
import { headersOf, readBody, splitUrl } from './request.js';
import type { HostRequest, HostResponse } from './request.js';
import { runFunction } from './run-function.js';
import { readServiceRequest } from './service-request.js';

/** An HTTP function that a door's router found, with what the route captured. */
export interface MatchedFunction {
  readonly definition: FunctionDefinition & { readonly trigger: HttpRoute };
  readonly params: Readonly<Record<string, string>>;
  readonly principal: Principal | undefined;
}

/** The journey of one HTTP request: authorize, decode, run (use, bind, invoke, flush) and encode. Never rejects. */
export async function answerHttp(
  request: HostRequest,
  matched: MatchedFunction,
  host: InvocationHost,
): Promise<HostResponse> {
  const { definition } = matched;
  let invocation: Invocation | undefined;
  try {
    authorize(request, definition.trigger, host.functionKeys);
    const begun = host.begin({
      details: { function: definition.name },
      where: definition.where,
      server: (hub, signal) => host.services.server(defaultConnection, hub, signal),
    });
    invocation = begun;
    const returned = await begun.run(() => runHttp(request, matched, begun, host));
    const foreign = foreignAnswer(definition.where, returned);
    if (foreign !== undefined) host.reporter.noticed(foreign);
    return encodeHttp(returned, definition.where);
  } catch (error) {
    host.onThrown?.(error);
    host.reporter.failed(error, { function: definition.name, context: invocation?.context });
    return encodeHttpFailure(error);
  }
}

function authorize(request: HostRequest, { authLevel }: HttpRoute, keys: readonly string[]): void {
  if (authLevel === 'anonymous') return;
  const header = request.headers.find(([name]) => name.toLowerCase() === 'x-functions-key')?.[1];
  const presented = header ?? splitUrl(request.url).query.get('code') ?? '';
  const matches = keys.filter((key) => equalInConstantTime(presented, key)).length;
  if (matches === 0) throw createError('WPS_FUNCTION_KEY', {});
}

async function runHttp(
  request: HostRequest,
  matched: MatchedFunction,
  invocation: Invocation,
  host: InvocationHost,
): Promise<unknown> {
  const { definition, params } = matched;
  const principal = matched.principal ?? (host.trustsPrincipal ? readClientPrincipal(request.headers) : undefined);
  const { hub } = definition;
  const rawBody = await readBody(request, host.limits.bodyLimit);
  const headers = headersOf(request.headers);
  const context = new HttpContext({
    ...{ method: request.method, url: request.url, headers, params, principal, hub, rawBody },
    query: parametersOf(splitUrl(request.url).query),
    body: decodeHttpBody(rawBody, headers['content-type']),
    state: request.state,
    runtime: invocation,
  });
  invocation.context = context;
  const { query, body, state } = context;
  return runFunction(
    definition,
    {
      ...{ context, invocation, services: host.services },
      values: { ...params, query, headers, body, state, principal, methodName: definition.name },
      serviceRequest: (connections) =>
        readServiceRequest({
          ...{ method: request.method, headers: request.headers, body: rawBody },
          ...{ runtime: invocation, clock: invocation.clock },
          ...{ verifier: host.verifier(connections), statesEncoding: host.statesEncoding },
        }),
    },
    host,
  );
}
