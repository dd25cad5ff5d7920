import { nextAnswer } from './http-answer.js';
import { mutateBytes } from './mutate.js';
import type { Random } from './random.js';
import { RawSocket } from './raw-socket.js';
import type { Target } from './target.js';

type Make = (token: string, random: Random) => string;

const path = '/api/hubs/rest/users/nobody/:send';
const send = (token: string, ...lines: readonly string[]): string =>
  [
    `POST ${path} HTTP/1.1`,
    'Host: localhost',
    `Authorization: Bearer ${token}`,
    'Content-Type: text/plain',
    ...lines,
  ].join('\r\n');
const body = 'Content-Length: 2\r\n\r\nhi';

/** Requests below the REST interface, each with the statuses that it may be answered with; none: the connection just ends. */
const kinds: Readonly<Record<string, readonly [make: Make, ...statuses: readonly number[]]>> = {
  'as it should be': [(token) => send(token, body), 202],
  'as a proxy gets it': [(token) => send(token, body).replace(path, `http://localhost${path}`), 202],
  'that wants another protocol': [
    (token) => send(token, 'Connection: Upgrade, HTTP2-Settings', 'Upgrade: h2c', body),
    202,
  ],
  'that asks before it sends': [(token) => send(token, 'Expect: 100-continue', body), 202],
  'in chunks': [(token) => send(token, 'Transfer-Encoding: chunked', '', '2', 'hi', '0', '', ''), 400],
  'in chunks that are none': [(token) => send(token, 'Transfer-Encoding: chunked', '', 'zz', 'hi', '0', '', ''), 400],
  'with a length and chunks': [(token) => send(token, 'Transfer-Encoding: chunked', body), 400],
  'with two lengths': [(token) => send(token, 'Content-Length: 3', body), 400],
  'with a length that is none': [(token) => send(token, 'Content-Length: two', '', 'hi'), 400],
  'with a length below zero': [(token) => send(token, 'Content-Length: -2', '', 'hi'), 400],
  'with a length beyond the limit': [(token) => send(token, 'Content-Length: 9999999', '', 'hi'), 400],
  'with a length beyond all numbers': [(token) => send(token, `Content-Length: ${'9'.repeat(40)}`, '', 'hi'), 400],
  'without the rest of its body': [(token) => send(token, 'Content-Length: 5', '', 'hi'), 400],
  'without a Host': [(token) => send(token, body).replace('Host: localhost\r\n', ''), 400],
  'of HTTP/1.0': [(token) => send(token, body).replace('HTTP/1.1', 'HTTP/1.0'), 202, 400],
  'of HTTP/3.7': [(token) => send(token, body).replace('HTTP/1.1', 'HTTP/3.7'), 400],
  'of no version': [(token) => send(token, body).replace(' HTTP/1.1', ''), 202, 400],
  'with a header that is folded': [(token) => send(token, 'X-Folded: a', ' b', body), 400, 202],
  'with a header without a colon': [(token) => send(token, 'nothing', body), 400],
  'with a header of controls': [(token) => send(token, 'X-Odd: \u0001\u0000', body), 400],
  'with headers that are too long': [(token) => send(token, `X-Long: ${'x'.repeat(40_000)}`, body), 431],
  'with many headers': [
    (token) => send(token, ...Array.from({ length: 900 }, (_, at) => `X-${String(at)}: y`), body),
    202,
  ],
  'to be tunnelled': [() => 'CONNECT localhost:80 HTTP/1.1\r\nHost: localhost\r\n\r\n', 404, 405],
  'for everything': [() => 'OPTIONS * HTTP/1.1\r\nHost: localhost\r\n\r\n', 404, 405],
  'to be traced': [() => 'TRACE / HTTP/1.1\r\nHost: localhost\r\n\r\n', 404, 405],
  'of a method that nobody knows': [() => 'BREW / HTTP/1.1\r\nHost: localhost\r\n\r\n', 400, 404, 405],
  'of TLS': [() => '\u0016\u0003\u0001\u0002\u0000\u0001\u0000\u0001', 400],
  'of HTTP/2': [() => 'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n', 400],
  'of nothing': [() => ''],
  'of noise': [(_, random) => `\u0001${random.bytes(50).toString('latin1')}`, 400],
  'with bytes changed': [
    (token, random) => mutateBytes(Buffer.from(send(token, body), 'latin1'), random).toString('latin1'),
    ...[202, 400, 401, 404, 405, 415, 431],
  ],
};
const mayEnd = ['of nothing', 'to be tunnelled', 'without the rest of its body', 'with bytes changed', 'of noise'];

/** Bytes that are not quite HTTP; behind each, the client says that no more will come. */
export async function fuzzHttp(target: Target, random: Random, count: number): Promise<void> {
  const lanes = Array.from({ length: 8 }, () => runLane(target, random.fork(), Math.ceil(count / 8)));
  await Promise.all(lanes);
}

async function runLane(target: Target, random: Random, count: number): Promise<void> {
  const names = Object.keys(kinds);
  for (let done = 0; done < count; done += 1) await runOne(target, random, random.pick(names));
}

async function runOne(target: Target, random: Random, name: string): Promise<void> {
  const [make, ...statuses] = kinds[name] ?? [() => ''];
  const socket = await RawSocket.connect(target.port);
  const text = make(target.token({ aud: `http://localhost${path}` }), random);
  socket.write(Buffer.from(text, 'latin1'));
  socket.end();
  let answer = await nextAnswer(socket, 'POST');
  if (answer !== undefined && 'status' in answer && answer.status < 200) answer = await nextAnswer(socket, 'POST');
  socket.destroy();
  const label = answer === undefined ? 'no answer' : 'status' in answer ? String(answer.status) : 'ended';
  target.tally.count(`HTTP, a request ${name}`, statuses[0] !== 202 || statuses.length > 1, {
    isAccepted: label === '202',
    label,
  });
  const isExpected = statuses.includes(Number(label)) || (label === 'ended' && mayEnd.includes(name));
  if (!isExpected) target.tally.finding(`HTTP, a request ${name}: ${label}: ${JSON.stringify(text.slice(0, 30))}`);
}
