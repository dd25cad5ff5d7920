import type { Random } from './random.js';
import { RawWebSocket, type Ending } from './raw-web-socket.js';
import type { Target } from './target.js';
import { closePayload, encodeFrame, opcodes, type WireFrame } from './web-socket-bytes.js';

interface WireKind {
  readonly bytes: (random: Random) => readonly WireFrame[];
  /** Undefined where the connection stays, and otherwise how it ends. */
  readonly ends?: string;
  /** The client says that no more will come. */
  readonly isCut?: true;
}

const ping = Buffer.from('{"type":"ping"}');
const invalid = '1002 The client frame is invalid.';
const tooLarge = '1009 The client message is too large.';
const noText = '1007 The client message is not valid UTF-8.';
const mebibyte = 1024 * 1024;

/** Frames below the subprotocol, right ones and every wrong one of RFC 6455. */
const kinds: Readonly<Record<string, WireKind>> = {
  text: { bytes: () => [{ opcode: opcodes.text, payload: ping }] },
  'text in fragments': { bytes: (random) => fragments(ping, 1 + random.below(ping.length)) },
  'text, length longer than needed': { bytes: () => [{ opcode: opcodes.text, payload: ping, lengthBits: 64 }] },
  'ping between fragments': {
    bytes: () => {
      const [head, ...tail] = fragments(ping, 5);
      return [...(head ? [head] : []), { opcode: opcodes.ping, payload: Buffer.from('x') }, ...tail];
    },
  },
  ping: { bytes: (random) => [{ opcode: opcodes.ping, payload: random.bytes(random.below(126)) }] },
  'pong that nobody asked for': { bytes: (random) => [{ opcode: opcodes.pong, payload: random.bytes(5) }] },
  'opcode that is reserved': {
    bytes: (random) => [{ opcode: random.pick([3, 4, 5, 6, 7, 11, 12, 13, 14, 15]), payload: ping }],
    ends: invalid,
  },
  'bits that are reserved': {
    bytes: (random) => [{ opcode: opcodes.text, payload: ping, reserved: random.pick([16, 32, 64, 112]) }],
    ends: invalid,
  },
  'not masked': { bytes: () => [{ opcode: opcodes.text, payload: ping, isMasked: false }], ends: invalid },
  'continuation of nothing': { bytes: () => [{ opcode: opcodes.continuation, payload: ping }], ends: invalid },
  'text within a text': {
    bytes: () => [
      { opcode: opcodes.text, payload: ping, isFinal: false },
      { opcode: opcodes.text, payload: ping },
    ],
    ends: invalid,
  },
  'ping in fragments': { bytes: () => [{ opcode: opcodes.ping, payload: ping, isFinal: false }], ends: invalid },
  'ping that is too long': { bytes: (random) => [{ opcode: opcodes.ping, payload: random.bytes(126) }], ends: invalid },
  'text that is no UTF-8': {
    bytes: () => [{ opcode: opcodes.text, payload: Buffer.from([0xc3, 0x28]) }],
    ends: noText,
  },
  'said to be too large': {
    bytes: () => [{ opcode: opcodes.text, payload: ping, saidLength: BigInt(mebibyte + 1) }],
    ends: tooLarge,
  },
  'said to be beyond all numbers': {
    bytes: () => [{ opcode: opcodes.binary, payload: ping, saidLength: 2n ** 63n }],
    ends: tooLarge,
  },
  'too large in fragments': {
    bytes: () => fragments(Buffer.alloc(mebibyte + 2, ' '), mebibyte - 5),
    ends: tooLarge,
  },
  close: { bytes: () => [{ opcode: opcodes.close, payload: closePayload(1000, 'bye') }], ends: '1000 bye' },
  'close without a code': { bytes: () => [{ opcode: opcodes.close, payload: Buffer.alloc(0) }], ends: '1005 ' },
  'close with a code of the client': {
    bytes: () => [{ opcode: opcodes.close, payload: closePayload(4999, 'mine') }],
    ends: '4999 mine',
  },
  'close with a code that nobody may send': {
    bytes: (random) => [
      { opcode: opcodes.close, payload: closePayload(random.pick([0, 999, 1005, 1006, 2999, 5000])) },
    ],
    ends: invalid,
  },
  'close with half a code': { bytes: () => [{ opcode: opcodes.close, payload: Buffer.from([3]) }], ends: invalid },
  'close with words that are no UTF-8': {
    bytes: () => [{ opcode: opcodes.close, payload: Buffer.concat([closePayload(1000), Buffer.from([0xff])]) }],
    ends: noText,
  },
  'cut within a frame': {
    bytes: () => [{ opcode: opcodes.text, payload: ping, saidLength: 500n }],
    ends: '1006 ',
    isCut: true,
  },
  'cut behind a frame': { bytes: () => [{ opcode: opcodes.text, payload: ping }], ends: '1006 ', isCut: true },
};

/** WebSocket frames that break the rules of WebSockets themselves, each on a connection that was fine before. */
export async function fuzzWebSockets(target: Target, random: Random, count: number): Promise<void> {
  const lanes = Array.from({ length: 8 }, () => runLane(target, random.fork(), Math.ceil(count / 8)));
  await Promise.all(lanes);
}

async function runLane(target: Target, random: Random, count: number): Promise<void> {
  const names = Object.keys(kinds);
  for (let done = 0; done < count; done += 1) await runOne(target, random, random.pick(names));
}

async function runOne(target: Target, random: Random, name: string): Promise<void> {
  const path = target.clientPath('frames');
  const client = await RawWebSocket.open(target.port, { path, subprotocols: 'json.webpubsub.azure.v1' });
  if (!(client instanceof RawWebSocket)) {
    target.tally.finding(`WebSocket ${name}: the handshake was refused`);
    return;
  }
  await client.next();
  const { bytes, ends, isCut = false } = kinds[name] ?? { bytes: () => [] };
  client.socket.write(Buffer.concat(bytes(random).map(encodeFrame)));
  if (isCut) client.socket.end();
  const outcome = await outcomeOf(client, ends === undefined);
  const label = ends === undefined && outcome === undefined ? '' : `${String(outcome?.code)} ${outcome?.reason ?? ''}`;
  target.tally.count(`WebSocket, ${name}`, ends !== undefined, { isAccepted: label === '', label: label.slice(0, 4) });
  if (label !== (ends ?? '')) target.tally.finding(`WebSocket, ${name}: ${label} in the place of ${ends ?? 'staying'}`);
  if (outcome === undefined) await client.close();
  else client.socket.destroy();
}

/** How it ended; undefined where it stays, which a ping of its own tells, or where nothing at all came. */
async function outcomeOf(client: RawWebSocket, mayStay: boolean): Promise<Ending | undefined> {
  if (mayStay) {
    const answered = await client.answersPing();
    return answered === true ? undefined : (answered ?? { code: 0, reason: 'no answer' });
  }
  for (;;) {
    const next = await client.next();
    if (next === undefined) return { code: 0, reason: 'no answer' };
    if ('code' in next) return next;
  }
}

function fragments(payload: Buffer, at: number): readonly WireFrame[] {
  return [
    { opcode: opcodes.text, payload: payload.subarray(0, at), isFinal: false },
    { opcode: opcodes.continuation, payload: payload.subarray(at) },
  ];
}
