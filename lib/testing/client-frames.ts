import type { MessageMetadata } from '../protocol/message-metadata.js';
import { dataContent } from './event-bodies.js';
import type { ReadContent } from './read-message.js';
import type { TestMessage } from './test-message.js';

/** What a function answered to an invocation; without a `dataType` it answered nothing. */
export type TestReply = ReadContent | { readonly data: undefined; readonly dataType?: undefined };

/** An answer whose data a test knows. */
export interface TypedReply<TData> {
  readonly data: TData;
  readonly dataType?: TestReply['dataType'];
}

/** A JSON message of the service's subprotocol, either way. */
export type Frame = Readonly<Record<string, unknown>>;

/**
 * The members of a frame that carry a value.
 * @throws ConfigurationError for what cannot be sent.
 */
export function frameContent(data: unknown): Frame {
  const { body, dataType } = dataContent('The client', data);
  return { dataType, data: dataType === 'binary' ? Buffer.from(body).toString('base64') : data };
}

/** The message in a frame of the service. */
export function messageOf({ from, group, fromUserId, data, dataType, metadata }: Frame): TestMessage {
  return {
    from: from as 'group' | 'server',
    ...(group === undefined ? {} : { group: group as string, fromUserId: fromUserId as string | null }),
    ...readContent(data, dataType as TestMessage['dataType']),
    ...(metadata === undefined ? {} : { metadata: metadata as MessageMetadata }),
  };
}

/** The answer in an `invokeResponse`. */
export function replyOf({ data, dataType }: Frame): TestReply {
  return dataType === undefined ? { data: undefined } : readContent(data, dataType as TestMessage['dataType']);
}

function readContent(data: unknown, dataType: TestMessage['dataType']): ReadContent {
  if (dataType === 'binary' || dataType === 'protobuf')
    return { dataType, data: Buffer.from(data as string, 'base64') };
  return dataType === 'text' ? { dataType, data: data as string } : { dataType, data };
}

/** What a simple client is sent: the text or the bytes alone. */
export function bareMessage(data: Buffer, isBinary: boolean): TestMessage {
  return isBinary ? { data, dataType: 'binary' } : { data: data.toString(), dataType: 'text' };
}
