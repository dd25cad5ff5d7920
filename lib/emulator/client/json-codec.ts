import type { ClientFrame, ServerFrame } from '../../protocol/frames.js';
import { parseClientFrame } from '../../protocol/json-frames.js';
import { formatServerFrame } from '../../protocol/json-server-frames.js';
import { defaultDisputed, type Disputed } from '../disputed.js';
import { trace } from '../log.js';
import type { ClientCodec } from './codec.js';
import type { Closing } from './wire.js';

const utf8 = new TextDecoder('utf-8', { fatal: true });

type JsonDisputed = Pick<Disputed, 'failedEvent' | 'binaryJson'>;

/** `json.webpubsub.azure.v1` and its reliable form. */
export function createJsonCodec({ failedEvent, binaryJson }: JsonDisputed = defaultDisputed): ClientCodec {
  // A message to many connections is one frame object: it is written once.
  const written = new WeakMap<ServerFrame, Buffer>();
  return {
    decode: (data, isBinary) => (isBinary && binaryJson === 'close' ? binaryFrame : decodeJson(data)),
    encode(frame) {
      const data = written.get(frame) ?? Buffer.from(formatServerFrame(frame));
      written.set(frame, data);
      return { data, isBinary: false };
    },
    closingAfter: (type) => (type === 'event' && failedEvent === 'close' ? failure : undefined),
  };
}

function decodeJson(data: Buffer): ClientFrame | Closing {
  let text: string;
  try {
    text = utf8.decode(data);
  } catch {
    return invalidFrame;
  }
  const frame = parseClientFrame(text);
  if (!('problem' in frame)) return frame;
  trace('no frame: %s', frame.problem);
  return invalidFrame;
}

const binaryFrame: Closing = { code: 1003, reason: 'The JSON subprotocol requires text messages.' };
// official emulator: what ends a simple client.
const failure: Closing = { code: 1011, reason: 'Internal server error' };
// official emulator: one text for everything that cannot be read.
const invalidFrame: Closing = { code: 1007, reason: 'The client message is not a valid JSON protocol message.' };
