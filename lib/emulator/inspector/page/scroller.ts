import { isAtEnd, type View } from '../model/visible-rows.js';
import type { Store } from './store.js';
import { rowHeight } from './views/timeline-view.js';

/** Keeps the timeline where its reader wants it: at the newest row, or where they read while older rows go. */
export class Scroller {
  readonly #store: Store;
  readonly #changed: () => void;
  readonly #sizes: ResizeObserver;
  #element: HTMLElement | undefined;
  #dropped = 0;
  #wanted: number | undefined;
  /** Where this set it last: a reader sets it elsewhere. */
  #set = 0;
  view: View = { scrollTop: 0, height: 600 };

  constructor(store: Store, changed: () => void) {
    this.#store = store;
    this.#changed = changed;
    this.#sizes = new ResizeObserver(() => {
      this.#read();
      changed();
    });
  }

  /** What lit hands over when the element comes or goes. */
  readonly attach = (element: Element | undefined): void => {
    if (element === this.#element) return;
    this.#sizes.disconnect();
    this.#element = element as HTMLElement | undefined;
    if (element !== undefined) this.#sizes.observe(element);
  };

  readonly onScroll = (): void => {
    this.#read();
    const isOwn = Math.abs(this.view.scrollTop - this.#set) < 1;
    if (!isOwn) this.#store.isFollowing = isAtEnd(this.#store.chains.length, rowHeight, this.view);
    this.#changed();
  };

  scrollTo(scrollTop: number): void {
    this.#store.isFollowing = isAtEnd(this.#store.chains.length, rowHeight, { ...this.view, scrollTop });
    this.#wanted = scrollTop;
    this.#changed();
  }

  /** Decides where the timeline will be, so that the rows that will be seen are drawn. */
  beforeDraw(): void {
    const { timeline, chains, isFollowing, filterText } = this.#store;
    const gone = timeline.dropped - this.#dropped;
    this.#dropped = timeline.dropped;
    const end = Math.max(0, chains.length * rowHeight - this.view.height);
    if (isFollowing) this.#wanted = end;
    else if (gone > 0 && filterText === '') this.#wanted = Math.max(0, this.view.scrollTop - gone * rowHeight);
    if (this.#wanted === undefined) return;
    this.#wanted = Math.min(this.#wanted, end);
    this.view = { ...this.view, scrollTop: this.#wanted };
  }

  afterDraw(): void {
    if (this.#element === undefined || this.#wanted === undefined) return;
    if (Math.abs(this.#element.scrollTop - this.#wanted) > 0.5) this.#element.scrollTop = this.#wanted;
    this.#set = this.#element.scrollTop;
    this.#wanted = undefined;
  }

  #read(): void {
    if (this.#element === undefined) return;
    const { scrollTop, clientHeight } = this.#element;
    this.view = { scrollTop, height: clientHeight };
  }
}
