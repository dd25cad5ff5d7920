import { prepareComposer, setDraft } from './composer.js';
import { Connection } from './connection.js';
import { byId, dressAvatar } from './dom.js';
import { memory } from './memory.js';
import { Outbox } from './outbox.js';
import { preparePeoplePanel, showPeople } from './people.js';
import { Rooms } from './rooms.js';
import { hideSignIn, prepareSignIn, setBusy, showSignIn } from './sign-in.js';
import { showStatus, showToast } from './status.js';

/** One person's visit, from the name to the goodbye. */
class Visit {
  #me;
  #remembered;
  #connection;
  #rooms;
  #outbox;
  #lostAt;
  #wasConnected = false;
  #isOver = false;

  constructor(me, remembered) {
    this.#me = me;
    this.#remembered = remembered;
    this.#rooms = new Rooms({
      onChoose: (room) => this.choose(room),
      onUnseen: (isUnseen) => (byId('to-end').hidden = !isUnseen),
    });
    this.#outbox = new Outbox({
      send: ({ id, room, text }) => this.#connection.request('message', { id, room, text }),
      show: ({ id, room }, state, sentence, actions) => {
        this.#rooms.get(room).log.setDelivery(id, state, sentence, actions);
        this.#remember();
      },
      forget: ({ id, room }) => {
        this.#rooms.get(room).log.remove(id);
        this.#remember();
      },
    });
    this.#connection = new Connection(me);
    this.#connection.addEventListener('phase', ({ detail }) => this.#enter(detail));
    this.#connection.addEventListener('message', ({ detail }) => this.#take(detail));
  }

  start() {
    return this.#connection.run();
  }

  end() {
    this.#isOver = true;
    this.#connection.close();
    this.#rooms.clear();
  }

  tryNow() {
    this.#connection.tryNow();
  }

  read() {
    this.#rooms.readOpen();
  }

  toEnd() {
    this.#rooms.open?.log.toEnd();
  }

  choose(room) {
    if (!room.isWanted) {
      room.isWanted = true;
      void this.#join(room);
    }
    this.#open(room);
  }

  async leave() {
    const room = this.#rooms.open;
    if (room.isHome) return;
    room.isWanted = room.isJoined = false;
    room.people = [];
    this.#open(this.#rooms.home);
    try {
      await this.#connection.request('leave', { room: room.name });
    } catch (error) {
      // Without a connection one is in no room.
      if (!error.isLost) showToast(`Leaving ${room.name} failed: its messages may still come.`);
    }
  }

  say(text) {
    const room = this.#rooms.open;
    const message = { id: crypto.randomUUID(), room: room.name, from: this.#me, text, at: new Date().toISOString() };
    room.log.addMessage(message);
    return this.#outbox.add(message);
  }

  keepDraft(text) {
    this.#rooms.open.draft = text;
    this.#remember();
  }

  #enter(detail) {
    if (this.#isOver) return;
    const { phase } = detail;
    if (phase === 'refused') leaveFor({ name: this.#me, problem: detail.reason });
    else if (phase === 'waiting' && !this.#wasConnected)
      leaveFor({ name: this.#me, problem: 'The chat cannot be reached. Please try again in a moment.' });
    else {
      if (phase === 'waiting') this.#lostAt ??= new Date();
      if (phase === 'connected') void this.#arrive(detail.rooms);
      showStatus(detail, this.#wasConnected);
      for (const room of this.#rooms.all) if (phase !== 'connected') room.isJoined = room.isHome;
    }
  }

  /** The connection stands: takes the old places again, then says what waited. */
  async #arrive(descriptions) {
    this.#rooms.set(descriptions, this.#me);
    if (!this.#wasConnected) this.#comeIn();
    this.#wasConnected = true;
    this.#tellOfGap();
    const wanted = this.#rooms.all.filter(({ isWanted, isHome }) => isWanted && !isHome);
    await Promise.all(wanted.map((room) => this.#join(room)));
    await this.#outbox.flush();
  }

  #comeIn() {
    const { joined = [], drafts = {}, open, unsent = [] } = this.#remembered;
    for (const name of joined) if (this.#rooms.get(name) !== undefined) this.#rooms.get(name).isWanted = true;
    for (const room of this.#rooms.all) room.draft = drafts[room.name] ?? '';
    dressAvatar(byId('my-avatar'), this.#me);
    byId('my-name').textContent = this.#me;
    hideSignIn();
    this.#open(this.#rooms.get(open) ?? this.#rooms.home);
    for (const message of unsent) {
      this.#rooms.get(message.room)?.log.addMessage(message);
      void this.#outbox.add(message);
    }
  }

  #tellOfGap() {
    if (this.#lostAt === undefined) return;
    const seconds = Math.max(1, Math.round((Date.now() - this.#lostAt) / 1_000));
    for (const { log, isWanted } of this.#rooms.all) {
      if (isWanted)
        log.addNote(new Date(), `You were away for ${seconds} s. What others wrote in that time is not shown.`, {
          isGap: true,
        });
    }
    this.#lostAt = undefined;
  }

  async #join(room) {
    try {
      await this.#connection.request('join', { room: room.name });
      room.isJoined = true;
    } catch (error) {
      // Lost on the way: the next connection joins again.
      if (error.isLost) return;
      room.isWanted = false;
      showToast(`Joining ${room.name} failed. Please try again.`);
    }
    this.#rooms.render();
    this.#remember();
  }

  #open(room) {
    this.#rooms.show(room);
    showPeople(room.people, this.#me);
    setDraft(room.draft);
    this.#remember();
    if (matchMedia('(pointer: fine)').matches) byId('text').focus();
  }

  #take(message) {
    if (message.type === 'refused') return this.#outbox.refused(message.id, message.reason);
    const room = this.#rooms.get(message.room);
    if (room === undefined) return;
    if (message.type === 'text') this.#hear(room, message);
    if (message.type === 'people') this.#meet(room, message);
  }

  #hear(room, message) {
    if (room.log.has(message.id)) return this.#outbox.arrived(message.id);
    room.log.addMessage(message);
    if (message.from !== this.#me) this.#rooms.countUnread(room);
  }

  #meet(room, { people, came, went, at }) {
    // Two lists may overtake each other; the one that was asked for later is the truer one.
    if (at >= room.asked) Object.assign(room, { people, asked: at });
    if (came !== undefined && (came !== this.#me || room.log.isEmpty)) {
      if (came === this.#me) room.log.addNote(at, room.isHome ? 'You came in' : `You joined ${room.name}`);
      else room.log.addNote(at, room.isHome ? 'came in' : `joined ${room.name}`, { name: came });
    }
    if (went !== undefined && went !== this.#me)
      room.log.addNote(at, room.isHome ? 'left the chat' : `left ${room.name}`, { name: went });
    if (room === this.#rooms.open) showPeople(room.people, this.#me);
  }

  #remember() {
    if (this.#isOver) return;
    const joined = this.#rooms.all.filter(({ isWanted, isHome }) => isWanted && !isHome).map(({ name }) => name);
    const drafts = Object.fromEntries(
      this.#rooms.all.filter(({ draft }) => draft !== '').map(({ name, draft }) => [name, draft]),
    );
    memory.write({ name: this.#me, joined, drafts, open: this.#rooms.open?.name, unsent: this.#outbox.unsent });
  }
}

let visit;

function visitAs(name) {
  const remembered = memory.read();
  visit?.end();
  setBusy(true);
  visit = new Visit(name, remembered.name === name ? remembered : {});
  void visit.start();
}

/** Back to the form. */
function leaveFor({ name, problem }) {
  visit?.end();
  visit = undefined;
  showSignIn({ name, problem });
}

prepareSignIn((name) => visitAs(name));
prepareComposer({ onSubmit: (text) => visit.say(text), onDraft: (text) => visit?.keepDraft(text) });
preparePeoplePanel();
byId('sign-out').addEventListener('click', () => {
  leaveFor({ name: '' });
  memory.write({});
});
byId('leave').addEventListener('click', () => visit.leave());
byId('try-now').addEventListener('click', () => visit.tryNow());
byId('to-end').addEventListener('click', () => visit.toEnd());
addEventListener('online', () => visit?.tryNow());
document.addEventListener('visibilitychange', () => !document.hidden && visit?.read());

const { name } = memory.read();
if (typeof name === 'string') {
  byId('name').value = name;
  visitAs(name);
} else showSignIn();
