import type { Change, PictureMessage } from './messages.js';
import type { KeptStroke, Stroke } from './strokes.js';

/** What a picture may have. Both together stay well below the 1 MiB that one message of the service may have. */
export interface PictureLimits {
  readonly strokes: number;
  readonly points: number;
}

/** What is on the board, in the memory of this process. A real app keeps it where all of its instances find it. */
export class Picture {
  readonly #limits: PictureLimits;
  readonly #strokes = new Map<string, KeptStroke>();
  #points = 0;
  // It goes on from the time of the start: after a restart every number is higher than all before, so pages see that they missed something.
  #revision: number;

  constructor({ strokes = 1_000, points = 40_000 }: Partial<PictureLimits> = {}, now = Date.now()) {
    this.#limits = { strokes, points };
    this.#revision = now;
  }

  show(): PictureMessage {
    return { type: 'picture', revision: this.#revision, strokes: [...this.#strokes.values()] };
  }

  /** Why there is no room for a line, in words for the one who drew it. */
  problemOf(stroke: Stroke): string | undefined {
    const isFull =
      this.#strokes.size >= this.#limits.strokes || this.#points + countPoints(stroke) > this.#limits.points;
    return isFull && !this.#strokes.has(stroke.id) ? 'The board is full. Undo a line, or clear the board.' : undefined;
  }

  /** Nothing changes where the line is there already: the service may bring an event twice. */
  add(stroke: KeptStroke): Change | undefined {
    if (this.#strokes.has(stroke.id)) return undefined;
    this.#strokes.set(stroke.id, stroke);
    this.#points += countPoints(stroke);
    return { type: 'drawn', revision: ++this.#revision, stroke };
  }

  /** Nothing changes where there is no such line, or somebody else drew it. */
  remove(id: string, by: string): Change | undefined {
    const stroke = this.#strokes.get(id);
    if (stroke?.by !== by) return undefined;
    this.#strokes.delete(id);
    this.#points -= countPoints(stroke);
    return { type: 'undone', revision: ++this.#revision, id };
  }

  clear(by: string): Change {
    this.#strokes.clear();
    this.#points = 0;
    return { type: 'cleared', revision: ++this.#revision, by };
  }
}

function countPoints({ points }: Stroke): number {
  return points.length / 2;
}
