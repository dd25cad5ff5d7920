import { byId } from './dom.js';

const longest = 2_000;
const worthTelling = 200;

/** The field one writes in. */
export function prepareComposer({ onSubmit, onDraft }) {
  const form = byId('composer');
  const field = byId('text');
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    const text = field.value.trim();
    field.focus();
    if (text === '') return;
    setDraft('');
    onDraft('');
    onSubmit(text);
  });
  field.addEventListener('keydown', (event) => {
    // An input method uses Enter to choose a word.
    if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    form.requestSubmit();
  });
  field.addEventListener('input', () => {
    fit();
    onDraft(field.value);
  });
}

/** Puts a text into the field, for example the one that was begun in a room. */
export function setDraft(text) {
  byId('text').value = text;
  fit();
}

function fit() {
  const field = byId('text');
  field.style.setProperty('height', 'auto');
  field.style.setProperty('height', `${field.scrollHeight + 2}px`);
  const left = longest - field.value.length;
  byId('left').textContent = left <= worthTelling ? `${left} characters left` : '';
}
