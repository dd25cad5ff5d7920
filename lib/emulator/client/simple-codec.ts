import type { ClientFrame, MessageContent, ServerFrame } from '../../protocol/frames.js';
import { isGroupName } from '../../protocol/names.js';
import type { ClientCodec } from './codec.js';
import type { Closing, WirePayload } from './wire.js';

/** What every message of a simple client is. */
export type SimpleMode =
  { readonly mode: 'sendEvent' } | { readonly mode: 'sendToGroup'; readonly group: string; readonly noEcho: boolean };

/** Reads `webpubsub_mode` with `group` and `noEcho`; of a repeated parameter the last counts. */
export function readSimpleMode(query: URLSearchParams): SimpleMode | { readonly problem: string } {
  const mode = (query.getAll('webpubsub_mode').at(-1) ?? '').toLowerCase();
  if (mode === '' || mode === 'sendevent') return { mode: 'sendEvent' };
  if (mode !== 'sendtogroup') return { problem: 'webpubsub_mode is either sendEvent or sendToGroup.' };
  const group = query.getAll('group').at(-1) ?? '';
  if (!isGroupName(group)) return { problem: 'webpubsub_mode=sendToGroup needs a valid group.' };
  const noEcho = (query.getAll('noEcho').at(-1) ?? '').toLowerCase();
  if (!['', 'true', 'false'].includes(noEcho)) return { problem: 'noEcho is either true or false.' };
  return { mode: 'sendToGroup', group, noEcho: noEcho === 'true' };
}

/** Clients without a subprotocol of the service: messages as they are, without any envelope. */
export function createSimpleCodec(mode: SimpleMode): ClientCodec {
  return {
    decode: (data, isBinary) => toFrame(mode, toContent(data, isBinary)),
    encode: encodeSimple,
    closingAfter: (type) => failures.get(type),
  };
}

function toContent(data: Buffer, isBinary: boolean): MessageContent {
  return isBinary ? { dataType: 'binary', data } : { dataType: 'text', data: data.toString('utf8') };
}

function toFrame(simple: SimpleMode, message: MessageContent): ClientFrame {
  if (simple.mode === 'sendEvent') return { type: 'event', event: 'message', message };
  return { type: 'sendToGroup', group: simple.group, noEcho: simple.noEcho, message };
}

function encodeSimple(frame: ServerFrame): WirePayload | undefined {
  // The end of a stream carries nothing that a client without an envelope could read.
  if (frame.type !== 'message' || frame.stream?.endOfStream === true) return undefined;
  const { data } = frame.message;
  return { data, isBinary: typeof data !== 'string' };
}

// official emulator: a simple client has no acks, so its WebSocket ends instead.
const failures: ReadonlyMap<ClientFrame['type'], Closing> = new Map([
  ['event', { code: 1011, reason: 'Internal server error' }],
  ['sendToGroup', { code: 1008, reason: 'The connection is not authorized for raw sendToGroup mode.' }],
]);
