import { dataContent } from './event-bodies.js';

/** A message that a client received. A simple client is not told where it comes from. */
export interface TestMessage {
  readonly data: unknown;
  readonly dataType: 'text' | 'json' | 'binary';
  readonly from?: 'group' | 'server';
  readonly group?: string;
  /** `null` for an anonymous sender and for the server. */
  readonly fromUserId?: string | null;
}

/** What a function answered to an invocation; without a `dataType` it answered nothing. */
export type TestReply =
  Pick<TestMessage, 'data' | 'dataType'> | { readonly data: undefined; readonly dataType?: undefined };

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
export function messageOf({ from, group, fromUserId, data, dataType }: Frame): TestMessage {
  return {
    ...{ from: from as 'group' | 'server', dataType: dataType as TestMessage['dataType'] },
    ...(group === undefined ? {} : { group: group as string, fromUserId: fromUserId as string | null }),
    data: readData(data, dataType),
  };
}

/** The answer in an `invokeResponse`. */
export function replyOf({ data, dataType }: Frame): TestReply {
  if (dataType === undefined) return { data: undefined };
  return { data: readData(data, dataType), dataType: dataType as TestMessage['dataType'] };
}

function readData(data: unknown, dataType: unknown): unknown {
  return dataType === 'binary' ? Buffer.from(data as string, 'base64') : data;
}

/** What a simple client is sent: the text or the bytes alone. */
export function bareMessage(data: Buffer, isBinary: boolean): TestMessage {
  return isBinary ? { data, dataType: 'binary' } : { data: data.toString(), dataType: 'text' };
}
