import { RawJson } from './json-text.js';
import type { Random } from './random.js';

export type Frame = Readonly<Record<string, unknown>>;

/** Who sends, and what it has used up. */
export interface Sender {
  readonly random: Random;
  /** A group of its own, so that nobody else hears of what it sends. */
  readonly group: string;
  /** Every one is another. */
  readonly newId: () => number;
}

/** A frame with what has to stand before and behind it. */
export interface Plan {
  readonly before?: readonly Frame[];
  readonly frame: Frame;
  readonly after?: readonly Frame[];
}

/** One sort of frame: how it looks, and which answer says that it was taken. */
export interface FrameKind {
  readonly plan: (sender: Sender) => Plan;
  readonly isTaken: (answers: readonly Frame[]) => boolean;
}

const isAcknowledged = (answers: readonly Frame[]): boolean =>
  answers.some(({ type, success }) => type === 'ack' && success === true);
const isUnanswered = (answers: readonly Frame[]): boolean => answers.length === 0;
const has =
  (wanted: Frame) =>
  (answers: readonly Frame[]): boolean =>
    answers.some((answer) => Object.entries(wanted).every(([name, value]) => answer[name] === value));

/** Every frame that a client of a PubSub subprotocol has. */
export const frameKinds: Readonly<Record<string, FrameKind>> = {
  joinGroup: {
    plan: ({ group, newId }) => ({ frame: { type: 'joinGroup', group: `${group}-room`, ackId: newId() } }),
    isTaken: isAcknowledged,
  },
  leaveGroup: {
    plan: ({ group, newId }) => ({ frame: { type: 'leaveGroup', group: `${group}-room`, ackId: newId() } }),
    isTaken: isAcknowledged,
  },
  sendToGroup: {
    plan: ({ group, newId, random }) => {
      const options = { ...some(random, { noEcho: true }), ...some(random, { ttlSeconds: 60 }) };
      return { frame: { type: 'sendToGroup', group, ackId: newId(), ...options, ...content(random) } };
    },
    isTaken: isAcknowledged,
  },
  event: {
    plan: ({ newId, random }) => {
      const event = random.pick(['echo', 'quiet', 'message']);
      return { frame: { type: 'event', event, ackId: newId(), ...content(random) } };
    },
    isTaken: isAcknowledged,
  },
  invoke: {
    plan: ({ newId, random }) => ({ frame: invocation(newId(), random.pick(['echo', 'quiet']), content(random)) }),
    isTaken: has({ type: 'invokeResponse', success: true }),
  },
  cancelInvocation: {
    plan: ({ newId, random }) => {
      const id = newId();
      const frame = { type: 'cancelInvocation', invocationId: `i${String(id)}` };
      return { before: [invocation(id, 'slow', content(random))], frame };
    },
    isTaken: isUnanswered,
  },
  startStream: {
    plan: (sender) => {
      const streamId = newStreamId(sender);
      const start = streamStart(sender, streamId);
      return { frame: { ...start, ackId: sender.newId() }, after: [{ type: 'streamEnd', streamId }] };
    },
    isTaken: has({ type: 'streamAck', expectedSequenceId: 1 }),
  },
  streamData: {
    plan: (sender) => inStream(sender, { type: 'streamData', streamSequenceId: 1, ...content(sender.random) }),
    isTaken: has({ type: 'streamAck', expectedSequenceId: 2 }),
  },
  'streamData, too early': {
    plan: (sender) => inStream(sender, { type: 'streamData', streamSequenceId: 7, ...content(sender.random) }),
    isTaken: has({ type: 'streamNack', expectedSequenceId: 1 }),
  },
  'streamData, keepalive': {
    plan: (sender) => inStream(sender, { type: 'streamData' }),
    isTaken: isUnanswered,
  },
  streamEnd: {
    plan: (sender) => {
      const error = some(sender.random, { error: { message: 'The model failed.', userErrorCode: 'E7' } });
      return { ...inStream(sender, { type: 'streamEnd', ...error }), after: [] };
    },
    isTaken: has({ type: 'streamClosed', error: undefined }),
  },
  setGroupState: {
    plan: ({ group, newId, random }) => {
      const state = random.chance(0.8) ? { state: { mood: random.pick(['good', 'better']), 'a b': '' } } : {};
      const before = [{ type: 'joinGroup', group }];
      return { before, frame: { type: 'setGroupState', group, ackId: newId(), ...state } };
    },
    isTaken: isAcknowledged,
  },
  subscribeGroupState: {
    plan: ({ group, newId }) => ({ frame: { type: 'subscribeGroupState', group, ackId: newId() } }),
    isTaken: has({ type: 'groupStateSnapshot' }),
  },
  unsubscribeGroupState: {
    plan: ({ group, newId }) => ({ frame: { type: 'unsubscribeGroupState', group, ackId: newId() } }),
    isTaken: isAcknowledged,
  },
  sequenceAck: {
    plan: ({ random }) => ({ frame: { type: 'sequenceAck', sequenceId: random.below(5) } }),
    isTaken: isUnanswered,
  },
  ping: { plan: () => ({ frame: { type: 'ping' } }), isTaken: has({ type: 'pong' }) },
};

function content(random: Random): Frame {
  const metadata = some(random, { metadata: { trace: 'a1', 'x-y': 'some text' } });
  const [dataType, data] = random.pick<readonly [string, unknown]>([
    ['text', 'hello, Jürgen 👋'],
    ['json', { list: [1, 2.5, { deep: null }], big: new RawJson('12345678901234567890') }],
    ['json', 'a text'],
    ['json', 7],
    ['binary', 'AAECAwQF'],
    ['protobuf', 'CgR0ZXN0'],
  ]);
  return { dataType, data, ...metadata };
}

function invocation(id: number, event: string, message: Frame): Frame {
  return { type: 'invoke', invocationId: `i${String(id)}`, target: 'event', event, ...message };
}

function newStreamId({ newId }: Sender): string {
  return `s${String(newId())}`;
}

function streamStart({ group, random }: Sender, streamId: string): Frame {
  const stream = { streamId, ...some(random, { idleTimeoutMs: 60_000 }) };
  return { type: 'sendToGroup', group, stream, ...some(random, { noEcho: true }), ...some(random, { ttlSeconds: 9 }) };
}

function inStream(sender: Sender, frame: Frame): Plan {
  const streamId = newStreamId(sender);
  return {
    before: [streamStart(sender, streamId)],
    frame: { ...frame, streamId },
    after: [{ type: 'streamEnd', streamId }],
  };
}

function some<T extends object>(random: Random, members: T): T | Record<string, never> {
  return random.chance(0.5) ? members : {};
}
