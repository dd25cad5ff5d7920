import { paper } from './canvas.js';

const mostPoints = 1_000;
const nearest = 2;
const steps = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

/**
 * One's own pen, by mouse, finger, stylus or keyboard.
 * `handlers`: choose() → { colour, width }; onMove({ x, y }); onDraw(line), as it grows; onFinish(line).
 */
export class Pen {
  #sheet;
  #crosshair;
  #handlers;
  #line;
  #pointerId;
  #at = { x: paper.width / 2, y: paper.height / 2 };

  constructor(sheet, crosshair, handlers) {
    this.#sheet = sheet;
    this.#crosshair = crosshair;
    this.#handlers = handlers;
    sheet.addEventListener('pointerdown', (event) => this.#press(event));
    sheet.addEventListener('pointermove', (event) => this.#drag(event));
    for (const end of ['pointerup', 'pointercancel']) sheet.addEventListener(end, (event) => this.#release(event));
    sheet.addEventListener('keydown', (event) => this.#key(event));
    sheet.addEventListener('blur', () => this.#leave());
  }

  /** The line that is being drawn; undefined while the pen is up. */
  get line() {
    return this.#line;
  }

  #press(event) {
    // A second finger draws no second line.
    if (event.button !== 0 || this.#pointerId !== undefined) return;
    this.#pointerId = event.pointerId;
    this.#sheet.setPointerCapture(event.pointerId);
    this.#crosshair.hidden = true;
    this.#finish();
    this.#moveTo(this.#placeOf(event));
    this.#begin();
  }

  #drag(event) {
    const isMine = event.pointerId === this.#pointerId;
    if (this.#line !== undefined && !isMine) return;
    // A fast hand is seen more often than the screen is painted.
    for (const one of event.getCoalescedEvents?.() ?? []) this.#moveTo(this.#placeOf(one));
    this.#moveTo(this.#placeOf(event));
  }

  #release(event) {
    if (event.pointerId !== this.#pointerId) return;
    this.#pointerId = undefined;
    this.#finish();
  }

  #key(event) {
    const step = steps[event.key];
    if (step !== undefined) {
      const far = event.shiftKey ? 60 : 12;
      this.#showCrosshair();
      this.#moveTo({ x: this.#at.x + step[0] * far, y: this.#at.y + step[1] * far });
    } else if (event.key === ' ') {
      this.#showCrosshair();
      if (this.#line === undefined) this.#begin();
      else this.#finish();
    } else if (event.key === 'Escape') this.#leave();
    else return;
    this.#crosshair.dataset.isDown = String(this.#line !== undefined);
    event.preventDefault();
  }

  #leave() {
    if (this.#pointerId === undefined) this.#finish();
    this.#crosshair.hidden = true;
  }

  #showCrosshair() {
    this.#crosshair.hidden = false;
    placeAt(this.#crosshair, this.#at);
  }

  #begin() {
    this.#line = { id: newId(), ...this.#handlers.choose(), points: [this.#at.x, this.#at.y] };
    this.#handlers.onDraw(this.#line);
  }

  #moveTo({ x, y }) {
    this.#at = { x: within(x, paper.width), y: within(y, paper.height) };
    placeAt(this.#crosshair, this.#at);
    this.#handlers.onMove(this.#at);
    if (this.#line !== undefined) this.#extend(this.#at);
  }

  #extend({ x, y }) {
    const { points } = this.#line;
    if (Math.hypot(x - points.at(-2), y - points.at(-1)) < nearest) return;
    points.push(x, y);
    this.#handlers.onDraw(this.#line);
    // No line is longer than the app takes: the next one goes on from its end.
    if (points.length < 2 * mostPoints) return;
    this.#finish();
    this.#begin();
  }

  #finish() {
    if (this.#line === undefined) return;
    const line = this.#line;
    this.#line = undefined;
    this.#handlers.onFinish(line);
  }

  #placeOf({ clientX, clientY }) {
    const { left, top, width, height } = this.#sheet.getBoundingClientRect();
    return { x: ((clientX - left) / width) * paper.width, y: ((clientY - top) / height) * paper.height };
  }
}

/** Puts an element on the paper. */
export function placeAt(element, { x, y }) {
  element.style.left = `${(x / paper.width) * 100}%`;
  element.style.top = `${(y / paper.height) * 100}%`;
}

function within(value, largest) {
  return Math.min(largest, Math.max(0, Math.round(value)));
}

// randomUUID is kept from pages that came over plain http from another machine.
function newId() {
  return Array.from(crypto.getRandomValues(new Uint8Array(12)), (byte) => byte.toString(16).padStart(2, '0')).join('');
}
