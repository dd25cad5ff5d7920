import type { Meeting } from '../faults/fault.js';
import { FrameLink, type LinkedWire } from '../faults/frame-link.js';
import type { Faults } from '../faults/faults.js';
import type { ClientCodec } from './codec.js';

export interface IncomingOptions {
  readonly wire: LinkedWire;
  readonly codec: Pick<ClientCodec, 'decode'>;
  readonly faults: Faults;
  /** Whose frames they are. */
  readonly facing: Omit<Meeting, 'at' | 'name'>;
  /** Takes each that arrives. */
  readonly onArrived: (data: Buffer, isBinary: boolean) => void;
}

/** What comes from the client over one wire, up to its connection. */
export class Incoming {
  readonly #options: IncomingOptions;
  readonly #link: FrameLink;

  constructor(options: IncomingOptions) {
    const { faults, wire } = options;
    this.#options = options;
    this.#link = new FrameLink({ faults, wire });
  }

  /** What is late. */
  get length(): number {
    return this.#link.length;
  }

  take(data: Buffer, isBinary: boolean): void {
    const { codec, faults, facing, onArrived } = this.#options;
    if (!faults.isOn) return onArrived(data, isBinary);
    const frame = codec.decode(data, isBinary);
    const name = 'code' in frame ? undefined : frame.type;
    this.#link.pass({ ...facing, at: 'frameFromClient', name }, () => onArrived(data, isBinary));
  }

  /** The end of the wire stands behind what came by it before. */
  follow(run: () => void): void {
    this.#link.follow(run);
  }

  /** What is late is lost. */
  end(): void {
    this.#link.end();
  }
}
