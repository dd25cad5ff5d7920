import { placeAt } from './pen.js';

const idleAfter = 4_000;

/** Who is here, and where their pens are. */
export class People {
  #list;
  #title;
  #sheet;
  #people = [];
  #asked = 0;
  #cursors = new Map();
  me;

  constructor({ list, title, sheet }) {
    this.#list = list;
    this.#title = title;
    this.#sheet = sheet;
  }

  isHere(userId) {
    return this.#people.includes(userId);
  }

  /** Of two lists, the one that was asked for later is the truer one. */
  take({ people, at }) {
    if (at < this.#asked) return;
    this.#asked = at;
    this.#people = people;
    const others = people.filter((userId) => userId !== this.me);
    this.#list.replaceChildren(...[this.me, ...others].map((userId) => this.#itemOf(userId)));
    this.#title.textContent = others.length === 0 ? 'Only you are here' : `${others.length + 1} people are here`;
    for (const userId of [...this.#cursors.keys()]) if (!this.isHere(userId)) this.hide(userId);
  }

  /** Shows somebody's pen. It came past the app, so it may be anything. */
  move(userId, { x, y }) {
    if (!Number.isInteger(x) || !Number.isInteger(y) || !this.isHere(userId)) return;
    const cursor = this.#cursors.get(userId) ?? this.#cursorOf(userId);
    placeAt(cursor.view, { x, y });
    clearTimeout(cursor.timer);
    cursor.timer = setTimeout(() => this.hide(userId), idleAfter);
  }

  hide(userId) {
    clearTimeout(this.#cursors.get(userId)?.timer);
    this.#cursors.get(userId)?.view.remove();
    this.#cursors.delete(userId);
  }

  hideAll() {
    for (const userId of [...this.#cursors.keys()]) this.hide(userId);
  }

  #cursorOf(userId) {
    const cursor = { view: personElement('div', 'cursor', userId), timer: undefined };
    cursor.view.append(textElement('span', nameOf(userId)));
    this.#cursors.set(userId, cursor);
    this.#sheet.append(cursor.view);
    return cursor;
  }

  #itemOf(userId) {
    const item = personElement('li', 'person', userId);
    item.append(textElement('span', userId === this.me ? `${nameOf(userId)} (you)` : nameOf(userId)));
    return item;
  }
}

/** "Calm Otter" of "Calm Otter 3f9a04c1d2". */
export function nameOf(userId) {
  return userId.split(' ').slice(0, 2).join(' ');
}

function personElement(tag, className, userId) {
  const element = document.createElement(tag);
  element.className = className;
  element.style.setProperty('--hue', String(parseInt(userId.slice(-3), 16) % 360));
  return element;
}

function textElement(tag, text) {
  const element = document.createElement(tag);
  element.textContent = text;
  return element;
}
