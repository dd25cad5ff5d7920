import type { ClientFrame } from '../../protocol/frames.js';
import { parseClientFrame } from '../../protocol/json-frames.js';
import { formatServerFrame } from '../../protocol/json-server-frames.js';
import { defaultDisputed, type Disputed } from '../disputed.js';
import { trace } from '../log.js';
import type { ClientCodec } from './codec.js';
import { closingAfterFailed, writingOnce } from './pubsub-codec.js';
import type { Closing } from './wire.js';

const utf8 = new TextDecoder('utf-8', { fatal: true });

type JsonDisputed = Pick<Disputed, 'failedEvent' | 'binaryJson'>;

/** `json.webpubsub.azure.v1` and its reliable form. */
export function createJsonCodec(disputed: JsonDisputed = defaultDisputed): ClientCodec {
  const write = writingOnce((frame) => Buffer.from(formatServerFrame(frame)));
  return {
    decode: (data, isBinary) => (isBinary && disputed.binaryJson === 'close' ? binaryFrame : decodeJson(data)),
    encode: (frame) => ({ data: write(frame), isBinary: false }),
    closingAfter: closingAfterFailed(disputed),
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
// official emulator: one text for everything that cannot be read.
const invalidFrame: Closing = { code: 1007, reason: 'The client message is not a valid JSON protocol message.' };
