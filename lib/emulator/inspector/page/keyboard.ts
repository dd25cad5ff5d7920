import type { Controls } from './controls.js';
import type { Store } from './store.js';

const typed = 'input, textarea, select, [contenteditable]';
/** What has a use of its own for the keys that move and press. */
const pressed = 'button, a, summary, [role=tab], pre';

/** How far a key goes in the timeline. */
const moves: Readonly<Record<string, (at: number, last: number) => number>> = {
  j: (at) => at + 1,
  ArrowDown: (at) => at + 1,
  k: (at) => at - 1,
  ArrowUp: (at) => at - 1,
  PageDown: (at) => at + 15,
  PageUp: (at) => at - 15,
  Home: () => 0,
  End: (_, last) => last,
};

export interface KeyboardOptions {
  readonly store: Store;
  readonly controls: Controls;
  /** Brings a row into view. */
  readonly reveal: (index: number) => void;
}

/** Everything can be done without a mouse: `/`, space, escape, j and k, arrows. */
export function listenToKeys({ store, controls, reveal }: KeyboardOptions): void {
  document.addEventListener('keydown', (event) => {
    const target = event.target as HTMLElement;
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key !== 'Escape' && target.matches(typed)) return;
    if (event.key === 'Escape') escape(store, controls, target);
    else if (event.key === '/') focus('#filter');
    else if (event.key === ' ' && !target.matches(pressed)) controls.togglePause();
    else if (!move(event.key, target, { store, controls, reveal })) return;
    event.preventDefault();
  });
}

function move(key: string, target: HTMLElement, { store, controls, reveal }: KeyboardOptions): boolean {
  const isLetter = key === 'j' || key === 'k';
  const step = Object.hasOwn(moves, key) ? moves[key] : undefined;
  if (step === undefined || (!isLetter && target.id !== 'timeline' && target !== document.body)) return false;
  const { chains } = store;
  const last = chains.length - 1;
  const at = chains.findIndex(({ id }) => id === store.selected);
  // Where nothing is selected one begins at the end: that is where the news are.
  const next = at < 0 && key !== 'Home' ? last : Math.min(last, Math.max(0, step(at, last)));
  const chain = chains[next];
  if (chain === undefined) return true;
  controls.select(chain.id);
  focus('#timeline');
  reveal(next);
  return true;
}

function escape(store: Store, controls: Controls, target: HTMLElement): void {
  if (target.id === 'filter' && store.filterText !== '') controls.filter('');
  else if (target.id !== 'timeline') focus('#timeline');
  else controls.set((shown) => (shown.selected = undefined));
}

function focus(selector: string): void {
  document.querySelector<HTMLElement>(selector)?.focus({ preventScroll: true });
}
