const byId = (id) => document.getElementById(id);

/** The tools beside the board. `handlers`: onUndo(), onClear(). */
export function prepareTools({ onUndo, onClear }) {
  const sure = byId('sure');
  byId('undo').addEventListener('click', onUndo);
  byId('clear').addEventListener('click', () => sure.showModal());
  byId('keep').addEventListener('click', () => sure.close());
  byId('really').addEventListener('click', () => {
    sure.close();
    onClear();
  });
  document.addEventListener('keydown', (event) => {
    if (event.key !== 'z' || !(event.ctrlKey || event.metaKey) || event.shiftKey || sure.open) return;
    event.preventDefault();
    onUndo();
  });
}

export function chosen() {
  const { colour, width } = Object.fromEntries(new FormData(byId('tools')));
  return { colour, width: Number(width) };
}

/** What there is nothing of cannot be undone or cleared. */
export function allow({ undo, clear }) {
  byId('undo').disabled = !undo;
  byId('clear').disabled = !clear;
}

export function showConnection(isOpen) {
  byId('status').textContent = isOpen ? 'Connected' : 'Reconnecting…';
  byId('status').dataset.isOpen = String(isOpen);
}

let fading;

/** Tells of something, for a while. */
export function say(sentence) {
  byId('note').textContent = sentence;
  clearTimeout(fading);
  fading = setTimeout(() => (byId('note').textContent = ''), 6_000);
}
