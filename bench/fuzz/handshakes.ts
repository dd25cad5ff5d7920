import { mutateText } from './mutate.js';
import type { HttpAnswer } from './http-answer.js';
import { oddText } from './odd-values.js';
import type { Random } from './random.js';
import { RawWebSocket, type Handshake } from './raw-web-socket.js';
import { everyRole, signToken, type Target } from './target.js';

interface Plan {
  readonly path: string;
  readonly query: readonly (readonly [name: string, value: string])[];
  readonly subprotocols?: string;
  readonly headers?: readonly string[];
}

type Make = (target: Target, random: Random) => Plan;

const json = 'json.webpubsub.azure.v1';
const reliable = 'json.reliable.webpubsub.azure.v1';
const hub = 'doors';
const aud = `http://localhost/client/hubs/${hub}`;
const byQuery = (target: Target): Plan['query'][number] => ['access_token', target.clientToken(hub)];

/** Every way in. */
const kinds: Readonly<Record<string, Make>> = {
  'hub in the path': (target) => ({ path: `/client/hubs/${hub}`, query: [byQuery(target)], subprotocols: json }),
  'hub in the query': (target) => ({ path: '/client/', query: [['hub', hub], byQuery(target)], subprotocols: json }),
  'token in a header': (target) => ({
    ...{ path: `/client/hubs/${hub}`, query: [], subprotocols: reliable },
    headers: [`Authorization: Bearer ${target.clientToken(hub)}`],
  }),
  'no token': () => ({ path: '/client/hubs/open', query: [], subprotocols: json }),
  'claims of every sort': (_, random) => ({
    path: `/client/hubs/${hub}`,
    query: [['access_token', signToken({ aud, ...oddClaims(random) })]],
    subprotocols: random.pick([json, reliable, 'mine']),
  }),
  'several subprotocols': (target) => ({
    ...{ path: `/client/hubs/${hub}`, query: [byQuery(target)] },
    subprotocols: `mine, ${reliable}, ${json}`,
  }),
  'no subprotocol': (target) => ({
    path: `/client/hubs/${hub}`,
    query: [byQuery(target), ['webpubsub_mode', 'sendToGroup'], ['group', 'a'], ['noEcho', 'true']],
  }),
};

const extras = [
  ...[
    'Sec-WebSocket-Version: 7',
    'Sec-WebSocket-Key: short',
    'Sec-WebSocket-Extensions: permessage-deflate',
    'Host: x',
  ],
  ...['Sec-WebSocket-Extensions: =;', 'Upgrade: h2c', 'Content-Length: 5', 'Sec-WebSocket-Protocol: "a', 'Cookie: a=b'],
  ...['Origin: null', 'Authorization: Bearer x', 'Transfer-Encoding: chunked', 'Connection: close', 'a b: c'],
];
/** What a handshake is refused with: in the service's own words, or, where it is no HTTP, by node:http. */
const refusals: readonly number[] = [400, 401, 404, 405, 413, 426, 431, 501];

/** Handshakes in every way there is; each WebSocket that opens is closed at once. */
export async function fuzzHandshakes(target: Target, random: Random, count: number): Promise<void> {
  const lanes = Array.from({ length: 8 }, () => runLane(target, random.fork(), Math.ceil(count / 8)));
  await Promise.all(lanes);
}

async function runLane(target: Target, random: Random, count: number): Promise<void> {
  const names = [...Object.keys(kinds), 'recovery'];
  for (let done = 0; done < count; done += 1) {
    const kind = random.pick(names);
    await (kind === 'recovery' ? recoverOnce(target, random) : openOnce(target, random, kind));
  }
}

async function openOnce(target: Target, random: Random, kind: string): Promise<void> {
  const plan = kinds[kind]?.(target, random) ?? { path: '', query: [] };
  const isMutated = random.chance(0.55);
  const handshake = toHandshake(isMutated ? mutate(plan, random) : plan);
  const opened = await RawWebSocket.open(target.port, handshake);
  const isAccepted = opened instanceof RawWebSocket;
  const label = isAccepted ? '' : opened === undefined ? 'ended' : String(opened.status);
  target.tally.count(`handshake, ${kind}`, isMutated, { isAccepted, label });
  const problem = isAccepted ? undefined : problemOf(opened, isMutated);
  if (problem !== undefined)
    target.tally.finding(`handshake, ${kind}: ${problem}: ${JSON.stringify(handshake).slice(0, 500)}`);
  if (isAccepted) await leave(opened, random);
}

/** A reliable connection whose WebSocket breaks, and another one that takes it up. */
async function recoverOnce(target: Target, random: Random): Promise<void> {
  const path = `/client/hubs/${hub}`;
  const first = await RawWebSocket.open(target.port, {
    path: target.clientPath(hub, { role: everyRole }),
    subprotocols: reliable,
  });
  if (!(first instanceof RawWebSocket)) {
    target.tally.finding('recovery: the first WebSocket was refused');
    return;
  }
  const connected = await first.next();
  first.socket.reset();
  const { connectionId = '', reconnectionToken = '' } =
    connected !== undefined && 'data' in connected
      ? (JSON.parse(connected.data.toString('utf8')) as Readonly<Record<string, string>>)
      : {};
  const query = [
    ['awps_connection_id', connectionId],
    ['awps_reconnection_token', reconnectionToken],
  ] as const;
  const isMutated = random.chance(0.5);
  const plan: Plan = { path, query, subprotocols: reliable };
  const second = await RawWebSocket.open(target.port, toHandshake(isMutated ? mutate(plan, random) : plan));
  const label = await judgeRecovery(second);
  target.tally.count('handshake, recovery', isMutated, { isAccepted: label === '', label });
  const isExpected = label === '' || (isMutated && (label === '1008' || refusals.includes(Number(label))));
  if (!isExpected) target.tally.finding(`recovery: ${label} ${JSON.stringify(plan)}`);
  if (second instanceof RawWebSocket) await leave(second, random);
}

async function judgeRecovery(second: RawWebSocket | HttpAnswer | undefined): Promise<string> {
  if (second === undefined) return 'ended';
  if (!(second instanceof RawWebSocket)) return String(second.status);
  const next = await second.next();
  if (next === undefined) return 'no answer';
  return 'code' in next ? String(next.code) : '';
}

function problemOf(answer: HttpAnswer | undefined, isMutated: boolean): string | undefined {
  if (answer === undefined) return 'no answer';
  if (!isMutated) return `it is valid, but ${String(answer.status)} ${answer.body}`;
  if (!refusals.includes(answer.status)) return `status ${String(answer.status)}`;
  return undefined;
}

/** In every way in which clients go. */
async function leave(client: RawWebSocket, random: Random): Promise<void> {
  const way = random.below(3);
  if (way === 0) client.socket.reset();
  else if (way === 1) client.socket.destroy();
  else await client.close();
}

function mutate(plan: Plan, random: Random): Plan {
  switch (random.below(6)) {
    case 0:
      return { ...plan, path: mutateText(plan.path, random) };
    case 1:
    case 2:
      return { ...plan, query: mutateQuery(plan.query, random) };
    case 3:
      return { ...plan, subprotocols: mutateText(plan.subprotocols ?? json, random) };
    case 4:
      return { ...plan, headers: (plan.headers ?? []).map((line) => mutateText(line, random)) };
    default:
      return { ...plan, headers: [...(plan.headers ?? []), random.pick(extras)] };
  }
}

function mutateQuery(query: Plan['query'], random: Random): Plan['query'] {
  if (query.length === 0 || random.chance(0.2)) return [...query, [oddText(random), oddText(random)]];
  const at = random.below(query.length);
  return query.map(([name, value], index) => {
    if (index !== at) return [name, value];
    return random.chance(0.2) ? [mutateText(name, random), value] : [name, mutateText(value, random)];
  });
}

function oddClaims(random: Random): object {
  const group = random.pick(['a', 'ß', 'g'.repeat(1024)]);
  return {
    sub: random.pick(['', 'ann', 'Jürgen', 'a\u0000b', 'x'.repeat(300), 7]),
    role: random.pick([everyRole, 'webpubsub.sendToGroups.a*', ['nothing', 'webpubsub.joinLeaveGroup.'], 5, null]),
    'webpubsub.group': random.pick([[], [group], group]),
    constructor: random.pick([[], {}, 'x']),
  };
}

function toHandshake({ path, query, subprotocols, headers = [] }: Plan): Handshake {
  const pairs = query.map(([name, value]) => `${encode(name)}=${encode(value)}`);
  return { path: pairs.length === 0 ? path : `${path}?${pairs.join('&')}`, subprotocols, headers };
}

function encode(text: string): string {
  return /\p{Surrogate}/u.test(text) ? '%ED%A0%80' : encodeURIComponent(text);
}
