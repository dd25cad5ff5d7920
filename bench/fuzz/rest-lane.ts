import { nextAnswer, type Ended, type HttpAnswer } from './http-answer.js';
import { mutateBytes, mutateJson, mutateText } from './mutate.js';
import { oddText } from './odd-values.js';
import type { Random } from './random.js';
import { RawSocket } from './raw-socket.js';
import type { Residents } from './residents.js';
import { problemOfAnswer } from './rest-oracle.js';
import { restRequests, type RestRequest } from './rest-requests.js';
import { signToken, type Target } from './target.js';

interface Call {
  readonly request: RestRequest;
  readonly authorization: string;
  readonly headers: readonly string[];
}

export interface RestParts {
  readonly target: Target;
  readonly residents: Residents;
  readonly random: Random;
  /** A token of an identity that may do everything. */
  readonly identityToken: string;
}

const names = Object.entries(restRequests);
const methods = ['GET', 'HEAD', 'POST', 'PUT', 'DELETE', 'PATCH', 'OPTIONS', 'get', 'PROPFIND'];
const types = [
  'text/html',
  'application/json; charset=latin1',
  'text/plain; charset=none',
  'application/x-protobuf',
  '',
];
const versions = ['2024-12-01', '2021-10-01', '2021-05-01-preview', '', 'latest'];
const extras = [
  ...['X-Webpubsub-Metadata-a: b', 'X-WebPubSub-Metadata-é: ü', 'X-WebPubSub-Metadata-: x', 'Expect: 100-continue'],
  ...[
    'Content-Length: 99999999999',
    'Content-Length: -1',
    'Transfer-Encoding: chunked',
    'Connection: close',
    'Host: x',
  ],
  ...['Upgrade: h2c', 'Upgrade: websocket', 'Accept: nothing', 'X-HTTP-Method-Override: DELETE', ': nothing', 'a b: c'],
];
const otherKey = 'z'.repeat(44);

/** Calls of the REST interface over one connection after the other. */
export class RestLane {
  readonly #parts: RestParts;
  readonly #random: Random;
  #socket: RawSocket | undefined;

  constructor(parts: RestParts) {
    this.#parts = parts;
    this.#random = parts.random;
  }

  async run(count: number): Promise<void> {
    for (let done = 0; done < count; done += 1) await this.#runOne();
    this.#socket?.destroy();
  }

  async #runOne(): Promise<void> {
    const { target, residents } = this.#parts;
    const [name, make] = this.#random.pick(names);
    const { state } = residents;
    const request = make(this.#random, residents.at(this.#random.below(100)));
    const call: Call = { request, authorization: this.#tokenFor(request), headers: [] };
    const isMutated = this.#random.chance(0.55);
    const mutated = isMutated ? this.#mutate(call) : call;
    const written = toBytes(mutated);
    const isOdd = isMutated && this.#random.chance(0.03);
    const bytes = isOdd ? mutateBytes(written, this.#random) : written;
    // A request whose end nobody sees would be waited for.
    const isLast = isOdd || mutated.headers.length > 0 || (isMutated && this.#random.chance(0.2));
    const answer = await this.#exchange(bytes, mutated.request.method, isLast);
    const { isAccepted, label, problem } = judge(
      answer,
      mutated.request,
      isMutated || state === undefined || state !== residents.state,
    );
    target.tally.count(`REST ${name}`, isMutated, { isAccepted, label });
    if (problem !== undefined) target.tally.finding(`REST ${name}: ${problem}: ${shown(bytes)}`);
  }

  async #exchange(bytes: Buffer, method: string, isLast: boolean): Promise<HttpAnswer | Ended | undefined> {
    const socket = (this.#socket ??= await RawSocket.connect(this.#parts.target.port));
    socket.write(bytes);
    if (isLast) socket.end();
    let answer = await nextAnswer(socket, method);
    if (answer !== undefined && 'status' in answer && answer.status < 200) answer = await nextAnswer(socket, method);
    const isOver =
      isLast || answer === undefined || 'isEnded' in answer || !answer.isKeptAlive || socket.bytes.length > 0;
    if (isOver) {
      socket.destroy();
      this.#socket = undefined;
    }
    return answer;
  }

  #tokenFor({ path, byIdentity }: RestRequest): string {
    if (byIdentity === true || this.#random.chance(0.1)) return `Bearer ${this.#parts.identityToken}`;
    return `Bearer ${this.#parts.target.token({ aud: `http://localhost${path}` })}`;
  }

  #mutate(call: Call): Call {
    const { request } = call;
    const random = this.#random;
    switch (random.below(9)) {
      case 0:
        return { ...call, request: { ...request, method: random.pick(methods) } };
      case 1:
        return this.#signed({ ...request, path: mutateText(request.path, random) });
      case 2:
        return this.#signed({ ...request, path: withOtherSegment(request.path, random) });
      case 3:
        return { ...call, request: { ...request, query: mutateQuery(request.query, random) } };
      case 4:
        return { ...call, request: { ...request, query: [...request.query, ['api-version', random.pick(versions)]] } };
      case 5:
        return { ...call, request: { ...request, type: random.pick(types) } };
      case 6:
        return { ...call, request: { ...request, body: mutateBody(request.body ?? '{}', random) } };
      case 7:
        return { ...call, authorization: this.#otherToken(request) };
      default:
        return { ...call, headers: [random.pick(extras)] };
    }
  }

  #signed(request: RestRequest): Call {
    return { request, authorization: this.#tokenFor(request), headers: [] };
  }

  #otherToken({ path }: RestRequest): string {
    const aud = `http://localhost${path}`;
    const good = this.#parts.target.token({ aud });
    return this.#random.pick([
      () => '',
      () => `Basic ${good}`,
      () => `Bearer ${mutateText(good, this.#random).replaceAll(/[^!-~]/g, '')}`,
      () => `Bearer ${signToken({ aud }, otherKey)}`,
      () => `Bearer ${signToken({ aud, exp: 1 })}`,
      () => `Bearer ${signToken({ aud: [7, {}, `${aud}/x`] })}`,
      () => `Bearer ${Buffer.from('{"alg":"none"}').toString('base64url')}.${good.split('.')[1] ?? ''}.`,
    ])();
  }
}

function judge(answer: HttpAnswer | Ended | undefined, { success, method }: RestRequest, mayFail: boolean) {
  if (answer === undefined) return { isAccepted: false, label: 'no answer', problem: 'no answer' };
  if ('isEnded' in answer) return { isAccepted: false, label: 'ended', problem: mayFail ? undefined : 'it ended' };
  const isAccepted = answer.status === success;
  const problem = isAccepted || mayFail ? problemOfAnswer(answer, method) : `it is valid, but ${String(answer.status)}`;
  return { isAccepted, label: String(answer.status), problem };
}

function toBytes({ request, authorization, headers }: Call): Buffer {
  const { method, path, query, type, body = '' } = request;
  const pairs = query.map(([name, value]) => `${encode(name)}=${encode(value)}`);
  const target = pairs.length === 0 ? path : `${path}?${pairs.join('&')}`;
  const content = Buffer.from(body);
  const lines = [
    `${method} ${target} HTTP/1.1`,
    'Host: localhost',
    ...(authorization === '' ? [] : [`Authorization: ${authorization}`]),
    ...(type === undefined ? [] : [`Content-Type: ${type}`]),
    `Content-Length: ${String(content.length)}`,
    ...headers,
  ];
  return Buffer.concat([Buffer.from(`${lines.join('\r\n')}\r\n\r\n`, 'latin1'), content]);
}

/** Without its token. */
function shown(bytes: Buffer): string {
  return bytes
    .toString('latin1', 0, 2_000)
    .replaceAll(/Authorization:[^\r]*\r\n/g, '')
    .slice(0, 300);
}

function withOtherSegment(path: string, random: Random): string {
  const segments = path.split('/');
  const at = 1 + random.below(segments.length - 1);
  return segments.map((segment, index) => (index === at ? encode(oddText(random)) : segment)).join('/');
}

function mutateQuery(query: RestRequest['query'], random: Random): RestRequest['query'] {
  const [name, value] = random.pick([...query, ['filter', "userId eq 'a'"] as const, ['top', '1'] as const]);
  const changed = random.chance(0.8)
    ? ([name, mutateText(value, random)] as const)
    : ([mutateText(name, random), value] as const);
  return [...query.filter(([other]) => other !== name || random.chance(0.2)), changed];
}

function mutateBody(body: string, random: Random): string {
  if (random.chance(0.5) && /^[[{]/.test(body)) return mutateJson(JSON.parse(body), random).toString('utf8');
  return mutateText(body, random);
}

/** As it stands where it has characters by half, which have no UTF-8. */
function encode(text: string): string {
  return !/\p{Surrogate}/u.test(text) ? encodeURIComponent(text) : '%ED%A0%80';
}
