import { create, fromBinary, toBinary } from '@bufbuild/protobuf';
import { AnySchema, type Any } from '@bufbuild/protobuf/wkt';
import type { DataType } from '../../../protocol/data-type.js';
import { noMessage, type FrameRules } from '../../../protocol/frame-rules.js';
import type { MessageContent } from '../../../protocol/frames.js';
import { fitsOf } from './fits.js';
import { MessageDataSchema, type MessageData } from './messages.js';
import { isJson } from '../../is-json.js';

/** What of a frame makes its message. */
export interface WithData {
  readonly data?: MessageData | undefined;
  readonly metadata?: Readonly<Record<string, string>>;
}

/** Whether a frame has anything to say. */
export function hasContent({ data, metadata = {} }: WithData): boolean {
  return data?.data.case !== undefined || Object.keys(metadata).length > 0;
}

/** official emulator: data may be missing beside metadata alone; then it is an empty text. */
export function readMessage(rules: FrameRules, { data, metadata = {} }: WithData): MessageContent {
  const entries = Object.entries(metadata);
  if (entries.length === 0) return readData(rules, data);
  const content = data?.data.case === undefined ? noMessage : readData(rules, data);
  return { ...content, metadata: rules.metadataOf(entries) };
}

function readData(rules: FrameRules, given: MessageData | undefined): MessageContent {
  const { data } = given ?? create(MessageDataSchema);
  switch (data.case) {
    case 'textData':
      return { dataType: 'text', data: data.value };
    case 'binaryData':
      return { dataType: 'binary', data: data.value };
    case 'protobufData':
      return { dataType: 'protobuf', data: toBinary(AnySchema, data.value) };
    case 'jsonData':
      // Unlike the official emulator: clients of JSON get it between the members of a frame.
      return isJson(data.value)
        ? { dataType: 'json', data: data.value }
        : rules.refuse('"json_data" is no JSON', noMessage);
    case undefined:
      return rules.refuse('"data" is missing', noMessage);
  }
}

/** What JSON is written to. */
export type JsonCase = 'jsonData' | 'textData';

/** A message as clients of these subprotocols get it. */
export function writeData({ dataType, data }: MessageContent, jsonCase: JsonCase): MessageData {
  return create(MessageDataSchema, { data: dataOf(dataType, data, jsonCase) });
}

function dataOf(dataType: DataType, data: string | Uint8Array, jsonCase: JsonCase): MessageData['data'] {
  if (typeof data === 'string') return { case: dataType === 'json' ? jsonCase : 'textData', value: data };
  const any = dataType === 'protobuf' ? readAny(data) : undefined;
  return any === undefined ? { case: 'binaryData', value: data } : { case: 'protobufData', value: any };
}

const fitsAny = fitsOf(AnySchema);

/** Clients of JSON and apps may call any bytes protobuf: what is no Any goes on as bytes, so that the frame around it can be read. */
function readAny(bytes: Uint8Array): Any | undefined {
  try {
    return fitsAny(bytes) ? fromBinary(AnySchema, bytes) : undefined;
  } catch {
    return undefined;
  }
}
