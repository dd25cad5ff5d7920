import type { Meeting, Mishap } from './fault.js';
import type { Faults } from './faults.js';
import type { Line } from './line.js';

type FramePlace = 'frameToClient' | 'frameFromClient';
type FrameFault = NonNullable<Mishap<FramePlace>['fault']>;

/** How faults end a WebSocket. */
export interface LinkedWire {
  close(closing: { readonly code: number; readonly reason: string }): void;
  abort(): void;
  overflow(): void;
}

export interface FrameLinkOptions {
  readonly faults: Faults;
  readonly wire: LinkedWire;
  /** Frames that may be late at once; one more is more than the client's buffer holds. */
  readonly most?: number;
}

/** One direction of one WebSocket: frames come by here while there are faults. */
export class FrameLink {
  readonly #options: FrameLinkOptions;
  #line: Line | undefined;

  constructor(options: FrameLinkOptions) {
    this.#options = options;
  }

  /** Frames that are late. */
  get length(): number {
    return this.#line?.length ?? 0;
  }

  /** Lets a frame go by, or what becomes of it. */
  pass(meeting: Meeting<FramePlace>, run: () => void): void {
    const { faults, wire, most = Infinity } = this.#options;
    const line = (this.#line ??= faults.newLine());
    // The one that goes before another is not held back itself.
    const { fault, milliseconds } = faults.choose(meeting, (kind) => kind !== 'reorder' || !line.isHolding);
    if (fault === undefined) line.pass(run, milliseconds);
    else disturb(fault, { line, wire, run, milliseconds });
    if (line.length > most) wire.overflow();
  }

  /** Lets something go by that is no frame, behind those that are late. */
  follow(run: () => void): void {
    if (this.#line === undefined) run();
    else this.#line.follow(run);
  }

  /** The WebSocket is gone: what is late is lost. */
  end(): void {
    this.#line?.end();
  }
}

interface Disturbed {
  readonly line: Line;
  readonly wire: LinkedWire;
  readonly run: () => void;
  readonly milliseconds: number;
}

function disturb(fault: FrameFault, disturbed: Disturbed): void {
  const disturbance = disturbances[fault.kind] as Disturb<FrameFault>;
  disturbance(disturbed, fault);
}

type Disturb<F> = (disturbed: Disturbed, fault: F) => void;
type Disturbances = {
  readonly [K in FrameFault['kind']]: Disturb<Extract<FrameFault, { readonly kind: K }>>;
};

const disturbances: Disturbances = {
  drop: () => undefined,
  duplicate({ line, run, milliseconds }) {
    line.pass(run, milliseconds);
    line.pass(run);
  },
  reorder: ({ line, run, milliseconds }) => line.hold(run, milliseconds),
  close: ({ line, wire, milliseconds }, { closing }) => line.follow(() => wire.close(closing), milliseconds),
  cut({ line, wire }) {
    line.end();
    wire.abort();
  },
  overflow({ line, wire }) {
    line.end();
    wire.overflow();
  },
};
