import type { ServerFrame } from '../../protocol/frames.js';
import type { Receiver } from '../broker/connection.js';
import { FrameLink } from '../faults/frame-link.js';
import type { Faults } from '../faults/faults.js';
import type { TappedConnection } from '../tap/entries.js';
import type { Observer } from '../tap/observer.js';
import { tappedFrame } from '../tap/tapped-frame.js';
import type { ClientCodec } from './codec.js';
import type { Wire, WirePayload } from './wire.js';

export interface OutgoingOptions {
  readonly wire: Wire;
  readonly codec: ClientCodec;
  readonly faults: Faults;
  readonly observer: Observer;
  /** Whose frames they are. */
  readonly facing: TappedConnection & { readonly userId: string | undefined };
}

// As many as the service lets wait for a reliable client that takes too little.
const mostLate = 1032;

/** Writes the frames of a connection to a wire. */
export class Outgoing implements Receiver {
  // Members of its own: every message to every client passes here, and what stands in an object of options is slower to read.
  readonly #wire: Wire;
  readonly #codec: ClientCodec;
  readonly #faults: Faults;
  readonly #observer: Observer;
  readonly #facing: OutgoingOptions['facing'];
  readonly #link: FrameLink;

  constructor({ wire, codec, faults, observer, facing }: OutgoingOptions) {
    this.#wire = wire;
    this.#codec = codec;
    this.#faults = faults;
    this.#observer = observer;
    this.#facing = facing;
    this.#link = new FrameLink({ faults, wire, most: mostLate });
  }

  deliver(frame: ServerFrame): void {
    const payload = this.#codec.encode(frame);
    if (payload === undefined) return;
    if (!this.#faults.isOn) return this.#write(frame, payload);
    const meeting = { ...this.#facing, at: 'frameToClient', name: frame.type } as const;
    this.#link.pass(meeting, () => this.#write(frame, payload));
  }

  close(code: number, reason: string): void {
    this.#link.follow(() => this.#wire.close({ code, reason }));
  }

  abort(): void {
    this.#link.end();
    this.#wire.abort();
  }

  /** The wire is gone: what is late is lost. */
  end(): void {
    this.#link.end();
  }

  #write(frame: ServerFrame, payload: WirePayload): void {
    const isSent = this.#wire.send(payload);
    if (!this.#observer.isOn) return;
    if (isSent) this.#tellSent(frame, payload);
    else if (frame.type === 'message' && frame.sequenceId === undefined) this.#tellDropped();
  }

  #tellDropped(): void {
    const { hub, connectionId } = this.#facing;
    this.#observer.record('message.dropped', { hub, connectionId, why: 'Its WebSocket is closing.' });
  }

  #tellSent(frame: ServerFrame, { data }: WirePayload): void {
    this.#observer.record('frame.sent', tappedFrame(this.#facing, frame, Buffer.byteLength(data)));
  }
}
