/** What one WebSocket message carries. */
export interface WirePayload {
  readonly data: string | Uint8Array;
  readonly isBinary: boolean;
}

/** How a WebSocket ends; the reason fits a close frame (123 bytes). */
export interface Closing {
  readonly code: number;
  readonly reason: string;
}

/** The outgoing half of a WebSocket. */
export interface Wire {
  /** Whether it went out: by a WebSocket that is closing nothing does. */
  send(payload: WirePayload): boolean;
  close(closing: Closing): void;
  /** Ends it without a close frame. */
  abort(): void;
  /** Ends it as one whose client takes too little. */
  overflow(): void;
  /** Stops and goes on reading, so that a client cannot fill the memory. */
  pause(): void;
  resume(): void;
}

/** What a WebSocket tells of itself. */
export interface WireListener {
  message(data: Buffer, isBinary: boolean): void;
  /** The client closed it, or it broke: then the code is 1005 or 1006. */
  closed(closing: Closing): void;
  /**
   * It ended because of what the client sent, or did not take. With a `code` it is still open: whoever listens closes it, after what came before
   * was answered.
   */
  failed(reason: string, code?: number): void;
}
