import type { ClientFrame } from '../../../protocol/frames.js';
import { defaultDisputed, type Disputed } from '../../disputed.js';
import { trace } from '../../log.js';
import type { ClientCodec } from '../codec.js';
import { closingAfterFailed, writingOnce } from '../pubsub-codec.js';
import type { Closing } from '../wire.js';
import { readClientFrame } from './read-frame.js';
import { writeServerFrame } from './write-frame.js';

type ProtobufDisputed = Pick<Disputed, 'failedEvent' | 'protobufJson'>;

/** `protobuf.webpubsub.azure.v1` and its reliable form. */
export function createProtobufCodec(disputed: ProtobufDisputed = defaultDisputed): ClientCodec {
  const write = writingOnce((frame) => writeServerFrame(frame, disputed.protobufJson));
  return {
    decode: (data, isBinary) => (isBinary ? decode(data) : textFrame),
    encode: (frame) => ({ data: write(frame), isBinary: true }),
    closingAfter: closingAfterFailed(disputed),
  };
}

function decode(data: Uint8Array): ClientFrame | Closing {
  const frame = readClientFrame(data);
  if (!('problem' in frame)) return frame;
  trace('no frame: %s', frame.problem);
  return invalidFrame;
}

// official emulator: both forms are named alike.
const textFrame: Closing = {
  code: 1003,
  reason: 'The protobuf.webpubsub.azure.v1 subprotocol requires binary messages.',
};
const invalidFrame: Closing = {
  code: 1007,
  reason: 'The client message is not a valid protobuf.webpubsub.azure.v1 protocol message.',
};
