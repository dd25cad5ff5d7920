// What is on the board. No page and no network here.

const longestLife = 10_000;
const mostDrawings = 50;

/** The picture as the app has it, one's own lines that the app has not confirmed yet, and the lines that others are drawing. */
export class Board {
  #revision;
  #strokes = new Map();
  #unconfirmed = new Map();
  #drawings = new Map();

  /** All that lasts, in the order of the app. */
  get strokes() {
    return [...this.#strokes.values(), ...this.#unconfirmed.values()];
  }

  get unconfirmed() {
    return [...this.#unconfirmed.values()];
  }

  get drawings() {
    return [...this.#drawings.values()];
  }

  /** Takes what the app says. Returns whether something was missed, so that the picture has to be asked for. */
  take(message) {
    if (message.type === 'picture') this.#replace(message);
    else if (!(message.revision <= this.#revision)) {
      if (message.revision !== this.#revision + 1) return true;
      this.#revision = message.revision;
      this.#change(message);
    }
    return false;
  }

  /** A line of one's own, shown at once. */
  add(stroke) {
    this.#unconfirmed.set(stroke.id, stroke);
  }

  /** The app did not keep it. */
  forget(id) {
    this.#unconfirmed.delete(id);
  }

  lastOf(userId) {
    return this.strokes.findLast(({ by }) => by === userId);
  }

  /** Takes a piece of a line that somebody is drawing. It came past the app, so it may be anything. */
  takeDrawing(by, { id, colour, width, points }) {
    const isLine = typeof id === 'string' && typeof colour === 'string' && [3, 8, 20].includes(width);
    if (!isLine || this.#strokes.has(id) || !isPoints(points)) return;
    const before = this.#drawings.get(id)?.points ?? [];
    if (before.length > 2_000 || (before.length === 0 && this.#drawings.size >= mostDrawings)) return;
    this.#drawings.set(id, { by, colour, width, points: [...before, ...points], seen: Date.now() });
  }

  /** Forgets lines whose hand has gone: the person left, or was heard of too long ago. Returns whether there were any. */
  sweep(isHere) {
    const before = this.#drawings.size;
    for (const [id, { by, seen }] of this.#drawings)
      if (!isHere(by) || seen < Date.now() - longestLife) this.#drawings.delete(id);
    return this.#drawings.size < before;
  }

  #replace({ revision, strokes }) {
    // It was asked for before changes that came in the meantime.
    if (revision < this.#revision) return;
    this.#revision = revision;
    this.#strokes = new Map(strokes.map((stroke) => [stroke.id, stroke]));
    for (const id of this.#strokes.keys()) this.#confirm(id);
  }

  #change({ type, stroke, id }) {
    if (type === 'drawn') {
      this.#strokes.set(stroke.id, stroke);
      this.#confirm(stroke.id);
    }
    if (type === 'undone') this.#strokes.delete(id);
    if (type === 'cleared') this.#strokes.clear();
  }

  #confirm(id) {
    this.#unconfirmed.delete(id);
    this.#drawings.delete(id);
  }
}

function isPoints(value) {
  return Array.isArray(value) && value.length % 2 === 0 && value.length <= 2_000 && value.every(Number.isInteger);
}
