/**
 * An element with attributes and children. Text stays text: nothing that a person wrote is ever read as HTML.
 * An attribute that is undefined is left out; one that begins with "on" is a listener.
 */
export function element(tag, attributes = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === undefined) continue;
    if (name.startsWith('on')) made.addEventListener(name.slice(2), value);
    else made.setAttribute(name, value);
  }
  made.append(...children);
  return made;
}

export const byId = (id) => document.getElementById(id);

const clock = new Intl.DateTimeFormat(undefined, { hour: 'numeric', minute: '2-digit' });
const calendar = new Intl.DateTimeFormat(undefined, { dateStyle: 'full', timeStyle: 'short' });

/** A moment, as people read it. */
export function timeElement(date) {
  return element('time', { datetime: date.toISOString(), title: calendar.format(date) }, clock.format(date));
}

/** The letters that stand for a person, on a colour that is the same wherever that person shows up. */
export function dressAvatar(avatar, name) {
  avatar.textContent = initialsOf(name);
  avatar.style.setProperty('--hue', String(hueOf(name)));
  return avatar;
}

export function avatarOf(name) {
  return dressAvatar(element('span', { class: 'avatar', 'aria-hidden': 'true' }), name);
}

function initialsOf(name) {
  const words = name.match(/[\p{L}\p{N}][\p{L}\p{N}\p{M}]*/gu) ?? [];
  const [first = name, ...others] = words;
  return [first, ...others.slice(-1)].map(firstLetter).join('').toUpperCase();
}

// An emoji of several code points is one letter to its reader.
function firstLetter(word) {
  return [...new Intl.Segmenter().segment(word)][0]?.segment ?? '';
}

function hueOf(name) {
  let hash = 7;
  for (const letter of name) hash = (hash * 31 + letter.codePointAt(0)) % 360_007;
  return (hash * 47) % 360;
}
