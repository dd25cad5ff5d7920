import { fromBinary } from '@bufbuild/protobuf';
import { FrameRules, noMessage, type FrameProblem } from '../../../protocol/frame-rules.js';
import type { ClientFrame, StreamEndError } from '../../../protocol/frames.js';
import { hasContent, readMessage } from './content.js';
import { fitsOf } from './fits.js';
import {
  UpstreamMessageSchema,
  type UpstreamMessage,
  type UpstreamMessage_SendToGroupMessage,
  type UpstreamMessage_StreamDataMessage,
  type UpstreamMessage_StreamEndMessage_StreamEndError,
  type UpstreamMessage_StreamStartInfo,
} from './messages.js';

/** Reads a frame of `protobuf.webpubsub.azure.v1`. */
export function readClientFrame(bytes: Uint8Array): ClientFrame | FrameProblem {
  let message: UpstreamMessage['message'];
  try {
    if (!fits(bytes)) return noProtobuf;
    ({ message } = fromBinary(UpstreamMessageSchema, bytes));
  } catch {
    return noProtobuf;
  }
  if (message.case === undefined) return { problem: 'it asks for nothing that is known' };
  const rules = new FrameRules();
  const read = readers[message.case] as (rules: FrameRules, value: unknown) => ClientFrame;
  return rules.judge(read(rules, message.value));
}

const fits = fitsOf(UpstreamMessageSchema);
const noProtobuf: FrameProblem = { problem: 'it is no message of protobuf' };

type Case = NonNullable<UpstreamMessage['message']['case']>;
type ValueOf<C extends Case> = Extract<UpstreamMessage['message'], { readonly case: C }>['value'];

const readers: { readonly [C in Case]: (rules: FrameRules, value: ValueOf<C>) => ClientFrame } = {
  joinGroupMessage: (rules, value) => ({ type: 'joinGroup', ...toGroup(rules, value) }),
  leaveGroupMessage: (rules, value) => ({ type: 'leaveGroup', ...toGroup(rules, value) }),
  sendToGroupMessage: (rules, value) =>
    value.stream === undefined ? readSendToGroup(rules, value) : readStreamStart(rules, value, value.stream),
  eventMessage(rules, value) {
    refuseStream(rules, value);
    return {
      type: 'event',
      event: rules.eventName(value.event),
      ...ackIdOf(value),
      message: readMessage(rules, value),
    };
  },
  invokeEventMessage(rules, value) {
    refuseStream(rules, value);
    const invocationId = rules.idText('invocation_id', value.invocationId);
    // As with JSON, an invocation may have nothing to say.
    const message = hasContent(value) ? readMessage(rules, value) : noMessage;
    return { type: 'invoke', invocationId, event: rules.eventName(value.event), message };
  },
  cancelInvocationMessage: (rules, { invocationId }) => ({
    type: 'cancelInvocation',
    invocationId: rules.idText('invocation_id', invocationId),
  }),
  streamDataMessage: readStreamData,
  streamEndMessage: (_, { streamId, error }) => ({ type: 'streamEnd', streamId, ...endErrorOf(error) }),
  setGroupStateMessage: (rules, value) => ({
    ...{ type: 'setGroupState', ...toGroup(rules, value) },
    ...(value.state === undefined ? {} : { state: value.state.entries }),
  }),
  subscribeGroupStateMessage: (rules, value) => ({ type: 'subscribeGroupState', ...toGroup(rules, value) }),
  unsubscribeGroupStateMessage: (rules, value) => ({ type: 'unsubscribeGroupState', ...toGroup(rules, value) }),
  sequenceAckMessage: (_, { sequenceId }) => ({ type: 'sequenceAck', sequenceId }),
  pingMessage: () => ({ type: 'ping' }),
};

interface Acknowledged {
  readonly ackId?: bigint | undefined;
}

/** official emulator: a 0 that was written is an id like any other. */
function ackIdOf({ ackId }: Acknowledged): { readonly ackId?: bigint } {
  return ackId === undefined ? {} : { ackId };
}

interface ToGroup extends Acknowledged {
  readonly group: string;
}

function toGroup(rules: FrameRules, value: ToGroup): { readonly group: string; readonly ackId?: bigint } {
  return { group: rules.groupName(value.group), ...ackIdOf(value) };
}

function readSendToGroup(rules: FrameRules, value: UpstreamMessage_SendToGroupMessage): ClientFrame {
  const { noEcho = false, ttlSeconds } = value;
  return {
    ...{ type: 'sendToGroup', ...toGroup(rules, value), noEcho },
    message: readMessage(rules, value),
    ...rules.lifetime(ttlSeconds),
  };
}

/** As with JSON, id and timeout are judged where streams are. */
function readStreamStart(
  rules: FrameRules,
  value: UpstreamMessage_SendToGroupMessage,
  { streamId, idleTimeoutMs }: UpstreamMessage_StreamStartInfo,
): ClientFrame {
  if (hasContent({ data: value.data })) rules.refuse('the start of a stream has data', undefined);
  return {
    ...{ type: 'startStream', ...toGroup(rules, value), noEcho: value.noEcho ?? false, streamId },
    ...(idleTimeoutMs === undefined ? {} : { idleTimeoutMs }),
    ...rules.lifetime(value.ttlSeconds),
  };
}

function readStreamData(rules: FrameRules, value: UpstreamMessage_StreamDataMessage): ClientFrame {
  const { streamId, streamSequenceId } = value;
  if (!hasContent(value) && streamSequenceId === undefined) return { type: 'streamData', streamId };
  // A number beyond 2^53 is far ahead of every stream, exact or not.
  const sequenceId = Number(rules.needed('stream_sequence_id', streamSequenceId));
  return { type: 'streamData', streamId, part: { sequenceId, message: readMessage(rules, value) } };
}

function endErrorOf(error: UpstreamMessage_StreamEndMessage_StreamEndError | undefined): {
  readonly error?: StreamEndError;
} {
  if (error === undefined) return {};
  const { message, userErrorCode } = error;
  return {
    error: {
      ...(message === undefined ? {} : { message }),
      ...(userErrorCode === undefined ? {} : { userErrorCode }),
    },
  };
}

/** Only messages to groups come in streams; the schema has a place for more. */
function refuseStream(
  rules: FrameRules,
  { stream }: { readonly stream?: UpstreamMessage_StreamStartInfo | undefined },
): void {
  if (stream !== undefined) rules.refuse('an event is no stream', undefined);
}
