import { byId } from './dom.js';

/** The form one comes in by. */
export function prepareSignIn(onName) {
  byId('name-form').addEventListener('submit', (event) => {
    event.preventDefault();
    const name = byId('name').value.trim().replace(/\s+/gu, ' ');
    if (name === '') showProblem('Please give a name that others can see.');
    else onName(name);
  });
  byId('name').addEventListener('input', () => clearProblem());
}

/** Shows the form, with what was wrong about the last try. */
export function showSignIn({ name = byId('name').value, problem } = {}) {
  byId('chat').hidden = true;
  byId('sign-in').hidden = false;
  byId('name').value = name;
  setBusy(false);
  clearProblem();
  if (problem !== undefined) showProblem(problem);
  byId('name').focus();
}

export function hideSignIn() {
  byId('sign-in').hidden = true;
  byId('chat').hidden = false;
  setBusy(false);
}

export function setBusy(isBusy) {
  byId('enter').disabled = isBusy;
  byId('enter').textContent = isBusy ? 'Connecting…' : 'Enter the chat';
  if (isBusy) clearProblem();
}

function showProblem(problem) {
  byId('name-problem').textContent = problem;
  byId('name').setAttribute('aria-invalid', 'true');
  byId('name').focus();
}

function clearProblem() {
  byId('name-problem').textContent = '';
  byId('name').removeAttribute('aria-invalid');
}
