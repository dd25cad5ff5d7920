import type { AppAnswer } from './broken-app.js';
import { mutateBytes, mutateJson, mutateText } from './mutate.js';
import { oddText } from './odd-values.js';
import type { Random } from './random.js';

interface Parts {
  readonly status: number;
  readonly headers: readonly string[];
  readonly body: string;
}

const states = 'ce-connectionState: eyJhIjoxfQ==';
const cookie = 'Set-Cookie: session=1; Path=/; HttpOnly';

/** Answers that mean something to the service, by the event that they are for. */
const good: Readonly<Record<string, (random: Random) => Parts>> = {
  user: (random) =>
    random.pick<Parts>([
      { status: 200, headers: ['Content-Type: text/plain', states], body: 'hello' },
      { status: 200, headers: ['Content-Type: application/json; charset=utf-8'], body: '{"a":[1,null]}' },
      { status: 200, headers: ['Content-Type: application/octet-stream', cookie], body: '\u0001\u0002' },
      { status: 200, headers: ['X-WebPubSub-Metadata-a: b', 'Content-Type: text/plain'], body: 'with metadata' },
      { status: 204, headers: [], body: '' },
      { status: 202, headers: ['Content-Type: nonsense'], body: '' },
    ]),
  connect: (random) =>
    random.pick<Parts>([
      { status: 204, headers: [states], body: '' },
      { status: 200, headers: ['Content-Type: application/json', cookie], body: '{}' },
      { status: 200, headers: [], body: '{"userId":"ann","roles":["webpubsub.sendToGroup"],"groups":["a","b"]}' },
      { status: 200, headers: [], body: '{"subprotocol":"json.webpubsub.azure.v1","groups":null}' },
    ]),
  validate: (random) =>
    random.pick<Parts>([
      { status: 200, headers: ['WebHook-Allowed-Origin: *'], body: '' },
      { status: 204, headers: ['webhook-allowed-origin: 127.0.0.1'], body: '' },
      { status: 200, headers: ['WebHook-Allowed-Origin: somewhere, 127.0.0.1'], body: 'OK' },
    ]),
};

const heads = [
  ...['Content-Type: text/html', 'Content-Type: application/json; charset=x', 'Content-Type: \u00ff', 'Content-Type:'],
  ...[
    'ce-connectionState: \u00ff',
    'Set-Cookie: =;=',
    'Set-Cookie: a=\u0001',
    'Set-Cookie: a=b; Max-Age=1e99; Domain=.',
  ],
  ...[
    'X-WebPubSub-Metadata-: x',
    'X-WebPubSub-Metadata-a: \u00e9',
    'Location: http://127.0.0.1:1/',
    'Connection: close',
  ],
  ...['Content-Encoding: gzip', 'Transfer-Encoding: gzip', 'Retry-After: 9999999', 'a b: c', 'no colon', ': x'],
  ...['Content-Length: 3', 'Upgrade: websocket', 'Trailer: x', `X-Long: ${'x'.repeat(20_000)}`],
];

/** A good answer to that event. */
export function goodAnswer(event: string, random: Random): AppAnswer {
  return { bytes: toBytes(goodParts(event, random)) };
}

/** An answer that was a good one before something was done to it. */
export function badAnswer(event: string, random: Random): AppAnswer {
  const parts = goodParts(event, random);
  // An app that says nothing takes all of the time that it has.
  if (random.chance(0.003)) return { bytes: Buffer.alloc(0) };
  switch (random.below(8)) {
    case 0: {
      const status = random.pick([...statuses, random.below(1_000)]);
      return { bytes: toBytes({ ...parts, status }), isCut: status < 200 };
    }
    case 1:
      return {
        bytes: toBytes({ ...parts, headers: [...parts.headers, random.pick(heads)] }),
        isCut: true,
      };
    case 2:
      return {
        bytes: toBytes({ ...parts, headers: parts.headers.map((line) => mutateText(line, random)) }),
        isCut: true,
      };
    case 3:
      return { bytes: toBytes({ ...parts, status: 200, body: oddBody(parts.body, random) }) };
    case 4:
      return { bytes: mutateBytes(toBytes(parts), random), isCut: true };
    case 5:
      return { bytes: chunked(parts, random), isCut: true };
    case 6:
      return { bytes: Buffer.concat([toBytes(parts), random.bytes(20)]) };
    default:
      return { bytes: random.chance(0.5) ? Buffer.alloc(0) : random.bytes(100), isCut: true };
  }
}

const statuses = [
  100, 101, 103, 200, 201, 206, 301, 302, 304, 307, 400, 401, 403, 404, 408, 409, 413, 422, 429, 500, 502, 503, 599,
];

function goodParts(event: string, random: Random): Parts {
  return good[event]?.(random) ?? { status: 204, headers: [], body: '' };
}

function oddBody(body: string, random: Random): string {
  if (/^[[{]/.test(body)) return mutateJson(JSON.parse(body), random).toString('latin1');
  return random.chance(0.05) ? 'x'.repeat(2_000_000) : mutateText(body, random) + oddText(random);
}

function toBytes({ status, headers, body }: Parts): Buffer {
  const content = Buffer.from(body);
  const length = status === 204 ? [] : [`Content-Length: ${String(content.length)}`];
  const head = [`HTTP/1.1 ${String(status).padStart(3, '0')} So`, ...headers, ...length].join('\r\n');
  return Buffer.concat([Buffer.from(`${head}\r\n\r\n`, 'latin1'), content]);
}

/** In chunks, right or wrong. */
function chunked({ status, headers, body }: Parts, random: Random): Buffer {
  const head = [`HTTP/1.1 ${String(status)} So`, ...headers, 'Transfer-Encoding: chunked'].join('\r\n');
  const size = random.pick([Buffer.byteLength(body).toString(16), 'zz', 'fffffffff', '-1', '1']);
  return Buffer.from(
    `${head}\r\n\r\n${size}\r\n${body}\r\n${random.pick(['0\r\n\r\n', '0\r\nX: y\r\n\r\n', ''])}`,
    'latin1',
  );
}
