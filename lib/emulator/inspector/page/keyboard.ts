import type { Controls } from './controls.js';
import type { Store } from './store.js';

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

/**
 * Everything can be done without a mouse: `/`, space, escape, j and k, arrows. Characters do something while the focus is in the timeline alone
 * (WCAG 2.1.4): who speaks to their machine presses keys without wanting to.
 */
export function listenToKeys({ store, controls, reveal }: KeyboardOptions): void {
  document.addEventListener('keydown', (event) => {
    const target = event.target as HTMLElement;
    const isInTimeline = target.closest('#timeline') !== null;
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === 'Escape') escape(store, controls, target);
    else if (isInTimeline && event.key === '/') focus('#filter');
    else if (isInTimeline && event.key === ' ') controls.togglePause();
    else if (!isInTimeline && (event.key.length === 1 || target !== document.body)) return;
    else if (!move(event.key, { store, controls, reveal })) return;
    event.preventDefault();
  });
}

/** Whether it was a key for that. */
function move(key: string, { store, controls, reveal }: KeyboardOptions): boolean {
  const step = Object.hasOwn(moves, key) ? moves[key] : undefined;
  if (step === undefined) return false;
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
