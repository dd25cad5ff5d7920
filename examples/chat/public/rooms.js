import { byId, element } from './dom.js';
import { Log } from './log.js';

/** The rooms of the chat: what one knows of each, and the list beside the conversation. */
export class Rooms {
  #rooms = new Map();
  #open;
  #handlers;

  /** `handlers`: onChoose(room), onUnseen(isUnseen). */
  constructor(handlers) {
    this.#handlers = handlers;
  }

  /** Takes the rooms that the app has; the first one is everybody's and cannot be left. */
  set(descriptions, me) {
    for (const [index, { name, topic }] of descriptions.entries()) {
      if (this.#rooms.has(name)) continue;
      const log = new Log(name, {
        me,
        onUnseen: (isUnseen) => this.#open?.name === name && this.#handlers.onUnseen(isUnseen),
      });
      const isHome = index === 0;
      this.#rooms.set(name, {
        name,
        topic,
        log,
        isHome,
        isWanted: isHome,
        isJoined: isHome,
        unread: 0,
        people: [],
        asked: '',
        draft: '',
      });
      byId('logs').append(log.view);
    }
  }

  get(name) {
    return this.#rooms.get(name);
  }

  get all() {
    return [...this.#rooms.values()];
  }

  get home() {
    return this.all[0];
  }

  get open() {
    return this.#open;
  }

  show(room) {
    this.#open = room;
    room.unread = 0;
    for (const { log } of this.all) log.view.hidden = log !== room.log;
    room.log.toEnd();
    this.#handlers.onUnseen(false);
    byId('room-name').textContent = room.name;
    byId('room-topic').textContent = room.topic;
    byId('leave').hidden = room.isHome;
    byId('text').placeholder = `Message ${room.name}`;
    byId('text-label').textContent = `Message to ${room.name}`;
    this.render();
    room.item.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  }

  /** Counts a message that one does not see. */
  countUnread(room) {
    if (room === this.#open && !document.hidden) return;
    room.unread += 1;
    this.render();
  }

  readOpen() {
    if (this.#open !== undefined) this.#open.unread = 0;
    this.render();
  }

  clear() {
    this.#rooms.clear();
    this.#open = undefined;
    byId('logs').replaceChildren();
    byId('rooms').replaceChildren();
    document.title = 'Chat';
  }

  /** Brings the list up to date. Its buttons stay, so that the keyboard keeps its place. */
  render() {
    const list = byId('rooms');
    for (const room of this.all) {
      room.item ??= list.appendChild(
        element('li', {}, element('button', { class: 'room', onclick: () => this.#handlers.onChoose(room) })),
      );
      const button = room.item.firstChild;
      button.dataset.joined = String(room.isWanted);
      button.setAttribute('aria-current', String(room === this.#open));
      button.replaceChildren(element('span', { class: 'room-label' }, room.name), ...markOf(room));
    }
    const unread = this.all.reduce((sum, room) => sum + room.unread, 0);
    document.title = `${unread > 0 ? `(${unread}) ` : ''}${this.#open?.name ?? 'Chat'} · Chat`;
  }
}

function markOf({ isWanted, unread }) {
  if (!isWanted) return [element('span', { class: 'chip' }, 'Join')];
  if (unread === 0) return [];
  return [
    element('span', { class: 'badge' }, String(unread), element('span', { class: 'visually-hidden' }, ' unread')),
  ];
}
