import { avatarOf, element, timeElement } from './dom.js';

const minutesOfOneBreath = 5;
const nearEnd = 48;
const mostItems = 1_000;

/** What was said in one room, as long as this tab is open. */
export class Log {
  /** What scrolls, and the list in it. */
  #view;
  #list = element('ol');
  #me;
  #last;
  /** The ids of all messages, and those that are still in the list. */
  #seen = new Set();
  #shown = new Map();
  #onUnseen;
  /** Whether the end is in view and stays there. Asking the browser at every message would have it lay out the page each time. */
  #follows;
  #frame;
  #top = 0;

  constructor(room, { me, onUnseen }) {
    this.#me = me;
    this.#onUnseen = onUnseen;
    const label = `Messages in ${room}`;
    this.#view = element('div', { class: 'log', role: 'log', tabindex: '0', 'aria-label': label }, this.#list);
    this.#view.hidden = true;
    this.#follow(true);
    this.#view.addEventListener('scroll', () => this.#look());
  }

  get view() {
    return this.#view;
  }

  get isEmpty() {
    return this.#last === undefined;
  }

  get #isAtEnd() {
    const { scrollHeight, scrollTop, clientHeight } = this.#view;
    return scrollHeight - scrollTop - clientHeight < nearEnd;
  }

  toEnd() {
    this.#follow(true);
    this.#view.scrollTop = this.#view.scrollHeight;
  }

  has(id) {
    return this.#seen.has(id);
  }

  /** Adds what somebody said; what one says oneself is shown at once, with what becomes of it. */
  addMessage({ id, from, text, at }) {
    const date = new Date(at);
    const isOwn = from === this.#me;
    const delivery = element('p', { class: 'delivery' });
    const item = element(
      'li',
      { class: isOwn ? 'message own' : 'message', 'data-id': id },
      avatarOf(from),
      element('p', { class: 'byline' }, element('b', {}, element('bdi', {}, from)), timeElement(date)),
      element('div', { class: 'bubble', dir: 'auto' }, text),
      delivery,
    );
    if (this.#isContinuation(from, date)) item.classList.add('continued');
    this.#last = { from, date };
    this.#seen.add(id);
    this.#shown.set(id, { item, delivery });
    this.#append(item, isOwn);
  }

  /** Shows what became of a message of one's own; `actions` are buttons beside the sentence. */
  setDelivery(id, state, sentence = '', actions = []) {
    const { item, delivery } = this.#shown.get(id) ?? {};
    if (item === undefined) return;
    item.dataset.delivery = state;
    const buttons = actions.map(([label, run]) =>
      element('button', { type: 'button', class: 'quiet', onclick: run }, label),
    );
    delivery.replaceChildren(...(sentence === '' ? [] : [sentence]), ...buttons);
    this.#followSoon();
  }

  remove(id) {
    this.#shown.get(id)?.item.remove();
    this.#shown.delete(id);
    this.#seen.delete(id);
  }

  /** Adds what the chat itself has to tell; a name stands apart from the words around it, whatever direction it is written in. */
  addNote(at, words, { name = '', isGap = false } = {}) {
    this.#last = {};
    const said = name === '' ? [words] : [element('bdi', {}, name), ` ${words}`];
    this.#append(element('li', { class: isGap ? 'note gap' : 'note' }, ...said, ' ', timeElement(new Date(at))), false);
  }

  #isContinuation(from, date) {
    return this.#last?.from === from && date - this.#last.date < minutesOfOneBreath * 60_000;
  }

  #append(item, isOwn) {
    if (isOwn || this.#view.hidden) this.#follow(true);
    this.#list.append(item);
    if (this.#list.childElementCount > mostItems) this.#forgetFirst();
    if (this.#follows) this.#followSoon();
    else this.#onUnseen(true);
  }

  // Only a way up is a person's wish: while much is said, the end moves on before this is told.
  #look() {
    const { scrollTop } = this.#view;
    if (this.#isAtEnd) {
      this.#follow(true);
      this.#onUnseen(false);
    } else if (scrollTop < this.#top) this.#follow(false);
    this.#top = scrollTop;
  }

  #follow(follows) {
    this.#follows = follows;
    this.#view.dataset.follows = String(follows);
  }

  #forgetFirst() {
    const first = this.#list.firstChild;
    this.#shown.delete(first.dataset.id);
    first.remove();
  }

  #followSoon() {
    this.#frame ??= requestAnimationFrame(() => {
      this.#frame = undefined;
      if (this.#follows) this.toEnd();
    });
  }
}
