import { isHubName } from '../../protocol/names.js';
import { operationRoutes, type GroupMember, type Operation, type OperationName } from '../../protocol/operations.js';
import type { Broker } from '../broker/broker.js';
import { checkOperation } from '../broker/check-operation.js';
import { badRequest, type Refusal } from '../broker/refusals.js';
import { perform, type Outcome } from '../broker/perform.js';
import type { Disputed } from '../disputed.js';
import { answerDisturbed } from '../faults/rest-fault.js';
import type { Faults } from '../faults/faults.js';
import { trace } from '../log.js';
import { apiVersions, emptyAnswer, noAnswer, refusalAnswer, unauthorizedAnswer } from './answers.js';
import { authorize, type Authorities } from './authorization.js';
import { generateToken } from './generate-token.js';
import { listConnections } from './list-connections.js';
import { readGroups, readMessage, type BodyProblem } from './read-body.js';
import { readFields } from './read-operation.js';
import type { RestAnswer, RestQuery, RestRequest } from './rest-message.js';
import { findRoute, type RouteMatch } from './routes.js';

export interface RestApiOptions extends Authorities {
  readonly broker: Broker;
  /** Of a body; 1 MiB unless said. */
  readonly bodyLimit?: number;
  readonly encodedSlash?: Disputed['encodedSlash'];
  readonly faults?: Faults;
}

/** The REST interface: a codec in front of the broker's `perform`. */
export class RestApi {
  readonly #options: RestApiOptions;

  constructor(options: RestApiOptions) {
    this.#options = options;
  }

  /** Answers one request. */
  async answer(request: RestRequest): Promise<RestAnswer> {
    const { faults } = this.#options;
    const answer = await (faults?.isOn ? this.#answerDisturbed(faults, request) : this.#answer(request));
    trace('%s %s: %d %s', request.method, request.path, answer.status, answer.headers?.['www-authenticate'] ?? '');
    return answer;
  }

  #answerDisturbed(faults: Faults, request: RestRequest): Promise<RestAnswer> {
    const route = findRoute(request.method, request.path, this.#options.encodedSlash);
    return answerDisturbed(faults, route, () => this.#answer(request));
  }

  /** Route, version, token, then parameters, body and operation. */
  async #answer(request: RestRequest): Promise<RestAnswer> {
    const { method, path, query } = request;
    if (/^\/api\/health\/?$/i.test(path)) return method === 'HEAD' ? { status: 200 } : methodNotAllowed(['HEAD']);
    const route = findRoute(method, path, this.#options.encodedSlash);
    if ('allow' in route) return route.allow.length === 0 ? { status: 404 } : methodNotAllowed(route.allow);
    const invalid = versionProblem(query) ?? hubProblem(route.hub);
    if (invalid !== undefined) return refusalAnswer(invalid);
    const authorized = await authorize(request, this.#options);
    if ('problem' in authorized) return unauthorizedAnswer(authorized.problem);
    if (route.name === 'generateToken' && authorized.by === 'accessKey') return unauthorizedAnswer(identityOnly);
    return this.#answerRoute(route, request);
  }

  async #answerRoute(route: RouteMatch, request: RestRequest): Promise<RestAnswer> {
    const { tokens, address, bodyLimit = 1024 * 1024 } = this.#options;
    if (route.name === 'generateToken') return generateToken(route.hub, request.query, tokens, address);
    const fields = readFields(route, request.query);
    if ('refusal' in fields) return refusalAnswer(fields.refusal);
    const refusal = checkOperation(fields);
    if (refusal !== undefined) return refusalAnswer(refusal);
    const body = await readBody(route.name, request, bodyLimit);
    if ('status' in body) return { status: body.status };
    if ('refusal' in body) return refusalAnswer(body.refusal);
    return this.#perform(route, { name: route.name, ...fields, ...body } as Operation, request);
  }

  #perform(route: RouteMatch, operation: Operation, request: RestRequest): RestAnswer {
    const { broker } = this.#options;
    const hub = broker.hub(route.hub);
    const outcome: Outcome = perform(broker, hub, operation);
    if ('refusal' in outcome) return refusalAnswer(outcome.refusal);
    if (operation.name === 'listConnectionsInGroup') {
      return listConnections(outcome.value as readonly GroupMember[], this.#urlOf(request), request.query);
    }
    const { success, question } = operationRoutes[operation.name];
    return question && outcome.value === false ? noAnswer(operation.name, route.parameters) : emptyAnswer(success);
  }

  #urlOf({ host, path }: RestRequest): string {
    const { address } = this.#options;
    return (host === '' ? address.url : `${new URL(address.url).protocol}//${host}`) + path;
  }
}

// official emulator: who has the key signs tokens without asking.
const identityOnly = 'An access key signs the tokens of clients itself: this call takes tokens of an identity.';

type ReadBody = Awaited<ReturnType<typeof readMessage | typeof readGroups>> | BodyProblem | Record<string, never>;

async function readBody(name: OperationName, request: RestRequest, limit: number): Promise<ReadBody> {
  if (name.startsWith('sendTo')) return readMessage(request, limit);
  const isBulk = name === 'addConnectionsToGroups' || name === 'removeConnectionsFromGroups';
  return isBulk ? readGroups(request, limit) : {};
}

// official emulator: one version or none; an unknown one is refused before anything else is looked at.
function versionProblem(query: RestQuery): Refusal | undefined {
  const [version, ...more] = query.all('api-version');
  if (version === undefined) return undefined;
  const isKnown = more.length === 0 && apiVersions.some((known) => known === version);
  return isKnown ? undefined : badRequest(`The api-version is one of ${apiVersions.join(', ')}.`, 'api-version');
}

function hubProblem(hub: string): Refusal | undefined {
  return isHubName(hub) ? undefined : badRequest('Invalid hub name.', 'hub');
}

function methodNotAllowed(allow: readonly string[]): RestAnswer {
  return { status: 405, headers: { allow: allow.join(', ') } };
}
