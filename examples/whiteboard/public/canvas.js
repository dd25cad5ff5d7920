/** The paper is so large for everybody, whatever the screen. */
export const paper = { width: 1200, height: 900 };

/** Two sheets: what lasts is drawn once, and what is being drawn is drawn anew with every frame. */
export class Canvas {
  #lasting;
  #moving;
  #redraw;
  #frame;

  /** `redraw()` is called when the screen or its colours have changed. */
  constructor(lasting, moving, redraw) {
    this.#lasting = lasting.getContext('2d');
    this.#moving = moving.getContext('2d');
    this.#redraw = redraw;
    // It also tells the size to begin with.
    new ResizeObserver(() => this.#fit()).observe(lasting);
    matchMedia('(prefers-color-scheme: dark)').addEventListener('change', () => this.#redraw());
  }

  drawLasting(strokes) {
    draw(this.#lasting, strokes);
  }

  /** `strokesNow()` is asked when the screen is about to be painted. */
  drawMoving(strokesNow) {
    this.#frame ??= requestAnimationFrame(() => {
      this.#frame = undefined;
      draw(this.#moving, strokesNow());
    });
  }

  #fit() {
    for (const { canvas } of [this.#lasting, this.#moving]) {
      const width = Math.max(1, Math.round(canvas.clientWidth * devicePixelRatio));
      canvas.width = width;
      canvas.height = Math.round((width * paper.height) / paper.width);
    }
    this.#redraw();
  }
}

function draw(context, strokes) {
  const scale = context.canvas.width / paper.width;
  context.setTransform(scale, 0, 0, scale, 0, 0);
  context.clearRect(0, 0, paper.width, paper.height);
  const style = getComputedStyle(context.canvas);
  for (const { colour, width, points } of strokes) {
    context.strokeStyle = style.getPropertyValue(`--ink-${colour}`) || style.color;
    context.lineWidth = width;
    context.lineCap = context.lineJoin = 'round';
    context.stroke(pathOf(points));
  }
}

/** A curve through the middles between points: no corners where a hand made none. */
function pathOf(points) {
  const path = new Path2D();
  let [x, y] = points;
  path.moveTo(x, y);
  for (let index = 2; index < points.length; index += 2) {
    const [nextX, nextY] = [points[index], points[index + 1]];
    path.quadraticCurveTo(x, y, (x + nextX) / 2, (y + nextY) / 2);
    [x, y] = [nextX, nextY];
  }
  path.lineTo(x, y);
  return path;
}
