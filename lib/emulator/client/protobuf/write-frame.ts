import { create, toBinary, type MessageInitShape } from '@bufbuild/protobuf';
import type {
  GroupStateFrame,
  MessageFrame,
  ServerFrame,
  ServerFrameOf,
  StreamPosition,
} from '../../../protocol/frames.js';
import type { GroupStateItem } from '../../../protocol/group-state.js';
import { writeData, type JsonCase } from './content.js';
import { DownstreamMessageSchema, type GroupStateItemSchema, type StreamInfoSchema } from './messages.js';

/** Writes a frame of `protobuf.webpubsub.azure.v1` or its reliable form. There is no place for who sent a message to a group. */
export function writeServerFrame(frame: ServerFrame, jsonCase: JsonCase): Uint8Array {
  const write = writers[frame.type] as (frame: ServerFrame, jsonCase: JsonCase) => Message;
  const message = create(DownstreamMessageSchema, { message: write(frame, jsonCase) });
  return toBinary(DownstreamMessageSchema, message);
}

type Message = NonNullable<MessageInitShape<typeof DownstreamMessageSchema>['message']>;
type Writers = { readonly [T in ServerFrame['type']]: (frame: ServerFrameOf<T>, jsonCase: JsonCase) => Message };

const writers: Writers = {
  connected: ({ connectionId, userId = '', reconnectionToken }) =>
    system({
      case: 'connectedMessage',
      value: { connectionId, userId, ...(reconnectionToken === undefined ? {} : { reconnectionToken }) },
    }),
  disconnected: ({ message: reason }) => system({ case: 'disconnectedMessage', value: { reason } }),
  ack: ({ ackId, error }) => ({
    case: 'ackMessage',
    value: { ackId, success: error === undefined, ...(error === undefined ? {} : { error }) },
  }),
  pong: () => ({ case: 'pongMessage', value: {} }),
  message: writeMessage,
  invokeResponse: writeInvokeResponse,
  streamAck: ({ streamId, expectedSequenceId }) => ({
    case: 'streamAckMessage',
    value: { streamId, expectedSequenceId: BigInt(expectedSequenceId) },
  }),
  streamNack: ({ streamId, name, message, expectedSequenceId }) => ({
    case: 'streamNackMessage',
    value: { streamId, name, message, expectedSequenceId: BigInt(expectedSequenceId) },
  }),
  streamClosed: ({ streamId, error }) => ({
    case: 'streamClosedMessage',
    value: { streamId, ...(error === undefined ? {} : { error }) },
  }),
  groupStateSnapshot: (frame) => ({ case: 'groupStateSnapshotMessage', value: groupStates(frame) }),
  groupStateUpdate: (frame) => ({ case: 'groupStateUpdateMessage', value: groupStates(frame) }),
};

type SystemMessage = Extract<Message, { readonly case: 'systemMessage' }>['value']['message'];

function system(message: NonNullable<SystemMessage>): Message {
  return { case: 'systemMessage', value: { message } };
}

function writeMessage(frame: MessageFrame, jsonCase: JsonCase): Message {
  const { from, group, message, stream } = frame;
  const data = writeData(message, jsonCase);
  return {
    case: 'dataMessage',
    value: {
      ...{ from, data, ...sequence(frame) },
      ...(group === undefined ? {} : { group }),
      ...(message.metadata === undefined ? {} : { metadata: message.metadata }),
      ...(stream === undefined ? {} : { stream: position(stream) }),
    },
  };
}

function position({
  streamId,
  streamSequenceId,
  endOfStream,
  error,
}: StreamPosition): MessageInitShape<typeof StreamInfoSchema> {
  return {
    streamId,
    streamSequenceId: BigInt(streamSequenceId),
    ...(endOfStream === undefined ? {} : { endOfStream }),
    ...(error === undefined ? {} : { error }),
  };
}

function writeInvokeResponse({ invocationId, outcome }: ServerFrameOf<'invokeResponse'>, jsonCase: JsonCase): Message {
  if ('error' in outcome) {
    return { case: 'invokeResponseMessage', value: { invocationId, success: false, error: outcome.error } };
  }
  const { reply } = outcome;
  const content = reply === undefined ? {} : { data: writeData(reply, jsonCase), metadata: reply.metadata ?? {} };
  return { case: 'invokeResponseMessage', value: { invocationId, success: true, ...content } };
}

function groupStates(frame: GroupStateFrame) {
  return { group: frame.group, items: frame.items.map(stateItem), ...sequence(frame) };
}

function stateItem({
  connectionId,
  userId,
  state,
  updatedAt,
}: GroupStateItem): MessageInitShape<typeof GroupStateItemSchema> {
  return {
    connectionId,
    ...(userId === undefined ? {} : { userId }),
    ...(state === undefined ? {} : { state: { entries: state } }),
    // A clock may count parts of milliseconds.
    updatedAt: BigInt(Math.floor(updatedAt)),
  };
}

function sequence({ sequenceId }: { readonly sequenceId?: number }): { readonly sequenceId?: bigint } {
  return sequenceId === undefined ? {} : { sequenceId: BigInt(sequenceId) };
}
