import type { ClientFrame, ServerFrame } from '../../protocol/frames.js';
import type { Closing, WirePayload } from './wire.js';

/** One client protocol: what arrives as frames, frames as what leaves. All protocols share the frames. */
export interface ClientCodec {
  readonly decode: (data: Buffer, isBinary: boolean) => ClientFrame | Closing;
  /** Undefined where the protocol has no word for a frame. */
  readonly encode: (frame: ServerFrame) => WirePayload | undefined;
  /** How the WebSocket ends when a frame failed; undefined where it stays open. */
  readonly closingAfter: (type: ClientFrame['type']) => Closing | undefined;
}
