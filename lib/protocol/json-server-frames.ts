import type { MessageContent, MessageFrame, ServerFrame, ServerFrameOf } from './frames.js';

/** Writes a frame of `json.webpubsub.azure.v1` or its reliable form; the order of keys is the service's. */
export function formatServerFrame(frame: ServerFrame): string {
  const write = writers[frame.type] as (frame: ServerFrame) => string;
  return write(frame);
}

const writers: { readonly [T in ServerFrame['type']]: (frame: ServerFrameOf<T>) => string } = {
  connected: ({ userId = null, connectionId, reconnectionToken }) =>
    JSON.stringify({ type: 'system', event: 'connected', userId, connectionId, reconnectionToken }),
  disconnected: ({ message }) => JSON.stringify({ type: 'system', event: 'disconnected', message }),
  ack: ({ ackId, error }) => {
    const detail = error === undefined ? '' : `,"error":${formatError(error)}`;
    return `{"type":"ack","ackId":${ackId},"success":${error === undefined}${detail}}`;
  },
  pong: () => '{"type":"pong"}',
  message: formatMessage,
  invokeResponse: formatInvokeResponse,
  streamAck: ({ streamId, expectedSequenceId }) => JSON.stringify({ type: 'streamAck', streamId, expectedSequenceId }),
  streamNack: ({ streamId, name, message, expectedSequenceId }) =>
    JSON.stringify({ type: 'streamNack', streamId, name, message, expectedSequenceId }),
  streamClosed: ({ streamId, error }) => JSON.stringify({ type: 'streamClosed', streamId, error }),
  groupStateSnapshot: formatGroupState,
  groupStateUpdate: formatGroupState,
};

function formatError({ name, message }: { readonly name: string; readonly message: string }): string {
  return JSON.stringify({ name, message });
}

function formatMessage({ from, group, fromUserId, message, stream, sequenceId }: MessageFrame): string {
  const sender =
    from === 'server' ? '' : `"group":${JSON.stringify(group)},"fromUserId":${JSON.stringify(fromUserId ?? null)},`;
  const position = stream === undefined ? '' : `,"stream":${JSON.stringify(stream)}`;
  const sequence = sequenceId === undefined ? '' : `,"sequenceId":${sequenceId}`;
  return `{"type":"message","from":"${from}",${sender}${formatContent(message)}${position}${sequence}}`;
}

function formatInvokeResponse({ invocationId, outcome }: ServerFrameOf<'invokeResponse'>): string {
  const head = `{"type":"invokeResponse","invocationId":${JSON.stringify(invocationId)},"success":${'reply' in outcome}`;
  if ('error' in outcome) return `${head},"error":${formatError(outcome.error)}}`;
  return outcome.reply === undefined ? `${head}}` : `${head},${formatContent(outcome.reply)}}`;
}

function formatGroupState({
  type,
  group,
  items,
  sequenceId,
}: ServerFrameOf<'groupStateSnapshot' | 'groupStateUpdate'>): string {
  return JSON.stringify({ type, group, items, sequenceId });
}

function formatContent({ dataType, data, metadata }: MessageContent): string {
  const beside = metadata === undefined ? '' : `,"metadata":${JSON.stringify(metadata)}`;
  return `"dataType":"${dataType}","data":${formatData(dataType, data)}${beside}`;
}

function formatData(dataType: MessageContent['dataType'], data: string | Uint8Array): string {
  if (typeof data !== 'string') return `"${Buffer.from(data).toString('base64')}"`;
  return dataType === 'json' ? data : JSON.stringify(data);
}
