import type { Frame } from './frame-kinds.js';
import { isNoFrame } from './frame-oracle.js';
import { writeJson } from './json-text.js';
import { mutateBytes, mutateJson, mutateMembers } from './mutate.js';
import { readProtobuf, writeProtobuf } from './protobuf-frames.js';
import type { Random } from './random.js';
import type { Message } from './raw-web-socket.js';

/** How a subprotocol writes frames; kinds and oracle are the same for all. */
export interface Dialect {
  readonly subprotocol: string;
  readonly isReliable: boolean;
  readonly write: (frame: Frame) => Message;
  readonly mutate: (frame: Frame, random: Random) => Message;
  /** Undefined where it cannot be read. */
  readonly read: (message: Message) => Frame | undefined;
  /** Whether a message is certainly none that the service may take. */
  readonly isNoFrame: (message: Message) => boolean;
}

function jsonDialect(subprotocol: string, isReliable: boolean): Dialect {
  return {
    subprotocol,
    isReliable,
    write: (frame) => ({ data: Buffer.from(writeJson(frame)), isBinary: false }),
    mutate: (frame, random) => ({ data: mutateJson(frame, random), isBinary: random.chance(0.05) }),
    read: ({ data, isBinary }) => (isBinary ? undefined : readJson(data)),
    isNoFrame: ({ data }) => isNoFrame(data),
  };
}

function readJson(data: Buffer): Frame | undefined {
  try {
    return JSON.parse(data.toString('utf8')) as Frame;
  } catch {
    return undefined;
  }
}

function protobufDialect(subprotocol: string, isReliable: boolean): Dialect {
  return {
    subprotocol,
    isReliable,
    write: (frame) => ({ data: writeProtobuf(frame), isBinary: true }),
    mutate(frame, random) {
      const data = writeProtobuf(random.chance(0.7) ? mutateMembers(frame, random) : frame);
      return { data: random.chance(0.35) ? mutateBytes(data, random) : data, isBinary: random.chance(0.98) };
    },
    read: ({ data, isBinary }) => (isBinary ? readProtobuf(data) : undefined),
    isNoFrame: ({ data, isBinary }) => !isBinary || data.length === 0,
  };
}

export const dialects: readonly Dialect[] = [
  jsonDialect('json.webpubsub.azure.v1', false),
  jsonDialect('json.reliable.webpubsub.azure.v1', true),
  protobufDialect('protobuf.webpubsub.azure.v1', false),
  protobufDialect('protobuf.reliable.webpubsub.azure.v1', true),
];
