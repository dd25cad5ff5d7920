/** A WebSocket frame as it stands on the wire (RFC 6455 5.2), right or wrong. */
export interface WireFrame {
  readonly opcode: number;
  readonly payload: Buffer;
  readonly isFinal?: boolean;
  /** RSV1 to RSV3, as bits 4 to 6. */
  readonly reserved?: number;
  readonly isMasked?: boolean;
  /** Said instead of the length that it has. */
  readonly saidLength?: bigint;
  /** 7, 16 or 64 bits; the least that will do unless said. */
  readonly lengthBits?: 7 | 16 | 64;
}

export const opcodes = { continuation: 0, text: 1, binary: 2, close: 8, ping: 9, pong: 10 } as const;

export function encodeFrame(frame: WireFrame): Buffer {
  const { opcode, payload, isFinal = true, reserved = 0, isMasked = true } = frame;
  const length = frame.saidLength ?? BigInt(payload.length);
  const bits = frame.lengthBits ?? (length < 126n ? 7 : length < 65_536n ? 16 : 64);
  const head = Buffer.alloc(bits === 7 ? 2 : bits === 16 ? 4 : 10);
  head[0] = (isFinal ? 0x80 : 0) | reserved | opcode;
  head[1] = (isMasked ? 0x80 : 0) | (bits === 7 ? Number(length & 127n) : bits === 16 ? 126 : 127);
  if (bits === 16) head.writeUInt16BE(Number(length & 0xffffn), 2);
  if (bits === 64) head.writeBigUInt64BE(length, 2);
  // A key of zeros is a key, and leaves the payload as it is.
  return Buffer.concat(isMasked ? [head, Buffer.alloc(4), payload] : [head, payload]);
}

export interface ReadFrame {
  readonly opcode: number;
  readonly isFinal: boolean;
  readonly payload: Buffer;
  /** Where the next one begins. */
  readonly end: number;
}

/** Reads a frame of a server at `at`; undefined while it has not come to its end. */
export function readFrame(bytes: Buffer, at: number): ReadFrame | undefined {
  if (bytes.length < at + 2) return undefined;
  const [first = 0, second = 0] = bytes.subarray(at, at + 2);
  const extra = second === 126 ? 2 : second === 127 ? 8 : 0;
  const start = at + 2 + extra;
  if (bytes.length < start) return undefined;
  const length =
    extra === 0 ? second : extra === 2 ? bytes.readUInt16BE(at + 2) : Number(bytes.readBigUInt64BE(at + 2));
  const end = start + length;
  if (bytes.length < end) return undefined;
  return { opcode: first & 15, isFinal: first >= 128, payload: bytes.subarray(start, end), end };
}

export function closePayload(code: number, reason = ''): Buffer {
  const payload = Buffer.alloc(2);
  payload.writeUInt16BE(code);
  return Buffer.concat([payload, Buffer.from(reason)]);
}
