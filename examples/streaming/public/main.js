import { connect } from './connection.js';

const [form, question, stop, status, answer] = ['form', 'question', 'stop', 'status', 'answer'].map((id) =>
  document.getElementById(id),
);

/** Without a token for so long, nobody writes any more: the app may have been closed. */
const patience = 15_000;

/** A promise of the connection: who asks twice in a hurry still has one. */
let connection;
let lastId = 0;
/** The answer that is being written; undefined when none is. */
let current;
let timer;

/** What the app says about an answer. */
const endings = {
  finished: 'That was all.',
  stopped: 'Stopped.',
  failed: 'The assistant failed. Please try again.',
};

form.addEventListener('submit', async (event) => {
  event.preventDefault();
  const text = question.value.trim();
  if (text === '') return;
  // Late tokens of the answer before are told by its id.
  const id = String(++lastId);
  begin(id);
  try {
    connection ??= connect({ onMessage, onRefused, onLost });
    const { send } = await connection;
    // It may have been stopped, or replaced, while the connection was made.
    if (current === id) send('ask', { id, question: text });
  } catch {
    connection = undefined;
    end('The assistant cannot be reached. Please try again in a moment.');
  }
});

stop.addEventListener('click', async () => {
  const id = current;
  end(endings.stopped);
  question.focus();
  (await connection)?.send('stop', { id });
});

function onMessage({ type, id, token }) {
  if (id !== current) return;
  if (type === 'token') {
    answer.append(token);
    wait();
  } else if (type in endings) end(endings[type]);
}

function onRefused() {
  if (current !== undefined) end('The assistant cannot answer this. Please try again.');
}

function onLost() {
  connection = undefined;
  if (current !== undefined) end('The connection was lost. Please ask again.');
}

function begin(id) {
  current = id;
  answer.replaceChildren();
  answer.ariaBusy = 'true';
  stop.hidden = false;
  status.textContent = 'Answering…';
  wait();
}

function end(sentence) {
  current = undefined;
  clearTimeout(timer);
  answer.ariaBusy = 'false';
  stop.hidden = true;
  status.textContent = sentence;
}

function wait() {
  clearTimeout(timer);
  timer = setTimeout(() => end('The answer broke off. Please ask again.'), patience);
}
