import { avatarOf, byId, element } from './dom.js';

/** Shows who is in the open room, oneself first. */
export function showPeople(people, me) {
  const others = people.filter((name) => name !== me);
  const shown = people.includes(me) ? [me, ...others] : others;
  byId('people').replaceChildren(...shown.map((name) => personItem(name, name === me)));
  byId('people-title').textContent = `Here now: ${shown.length}`;
  byId('show-people').textContent = `${shown.length} here`;
}

function personItem(name, isMe) {
  const you = isMe ? [element('span', { class: 'you' }, '(you)')] : [];
  return element('li', { class: 'person' }, avatarOf(name), element('bdi', { title: name }, name), ...you);
}

/** Where there is no room for a third column, people are a panel that opens and closes. */
export function preparePeoplePanel() {
  const button = byId('show-people');
  const panel = byId('people-panel');
  const setOpen = (isOpen) => {
    panel.classList.toggle('is-open', isOpen);
    button.setAttribute('aria-expanded', String(isOpen));
  };
  button.addEventListener('click', () => setOpen(!panel.classList.contains('is-open')));
  document.addEventListener('keydown', ({ key }) => {
    if (key !== 'Escape' || !panel.classList.contains('is-open')) return;
    setOpen(false);
    button.focus();
  });
  document.addEventListener('click', ({ target }) => {
    if (!panel.contains(target) && !button.contains(target)) setOpen(false);
  });
}
