import type { FaultOf, Meeting } from './fault.js';
import type { Faults } from './faults.js';
import type { Line } from './line.js';

type FramePlace = 'frameToClient' | 'frameFromClient';
type FrameFault = FaultOf<FramePlace>;

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
    const fault = faults.choose(meeting, (kind) => kind !== 'reorder' || !line.isHolding);
    if (fault === undefined) line.pass(run);
    else this.#disturb(fault, run, line);
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

  #disturb(fault: FrameFault, run: () => void, line: Line): void {
    const disturb = disturbances[fault.kind] as Disturb<FrameFault>;
    disturb({ line, wire: this.#options.wire, run }, fault);
  }
}

interface Disturbed {
  readonly line: Line;
  readonly wire: LinkedWire;
  readonly run: () => void;
}
type Disturb<F> = (disturbed: Disturbed, fault: F) => void;
type Disturbances = {
  readonly [K in FrameFault['kind']]: Disturb<Extract<FrameFault, { readonly kind: K }>>;
};

const disturbances: Disturbances = {
  drop: () => undefined,
  duplicate({ line, run }) {
    line.pass(run);
    line.pass(run);
  },
  reorder: ({ line, run }) => line.hold(run),
  delay: ({ line, run }, { milliseconds }) => line.pass(run, milliseconds),
  close: ({ line, wire }, { closing }) => line.follow(() => wire.close(closing)),
  cut({ line, wire }) {
    line.end();
    wire.abort();
  },
  overflow({ line, wire }) {
    line.end();
    wire.overflow();
  },
};
