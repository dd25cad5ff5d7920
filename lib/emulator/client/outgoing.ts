import type { ServerFrame } from '../../protocol/frames.js';
import type { Receiver } from '../broker/connection.js';
import { FrameLink } from '../faults/frame-link.js';
import type { Faults } from '../faults/faults.js';
import type { Meeting } from '../faults/fault.js';
import type { ClientCodec } from './codec.js';
import type { Wire, WirePayload } from './wire.js';

export interface OutgoingOptions {
  readonly wire: Wire;
  readonly codec: ClientCodec;
  readonly faults: Faults;
  /** Whose frames they are. */
  readonly facing: Omit<Meeting, 'at' | 'name'>;
  /** Told of each frame that is written. */
  readonly onSent: (frame: ServerFrame, payload: WirePayload) => void;
}

// As many as the service lets wait for a reliable client that takes too little.
const mostLate = 1032;

/** Writes the frames of a connection to a wire. */
export class Outgoing implements Receiver {
  readonly #options: OutgoingOptions;
  readonly #link: FrameLink;

  constructor(options: OutgoingOptions) {
    const { faults, wire } = options;
    this.#options = options;
    this.#link = new FrameLink({ faults, wire, most: mostLate });
  }

  deliver(frame: ServerFrame): void {
    const { codec, faults, facing } = this.#options;
    const payload = codec.encode(frame);
    if (payload === undefined) return;
    if (!faults.isOn) return this.#write(frame, payload);
    const meeting = { ...facing, at: 'frameToClient', name: frame.type } as const;
    this.#link.pass(meeting, () => this.#write(frame, payload));
  }

  close(code: number, reason: string): void {
    this.#link.follow(() => this.#options.wire.close({ code, reason }));
  }

  abort(): void {
    this.#link.end();
    this.#options.wire.abort();
  }

  /** The wire is gone: what is late is lost. */
  end(): void {
    this.#link.end();
  }

  #write(frame: ServerFrame, payload: WirePayload): void {
    this.#options.onSent(frame, payload);
    this.#options.wire.send(payload);
  }
}
