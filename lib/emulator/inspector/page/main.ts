import { render } from 'lit/html.js';
import { scrollToRow } from '../model/visible-rows.js';
import type { StreamLine } from '../wire.js';
import { Controls } from './controls.js';
import { listenToKeys } from './keyboard.js';
import { Refresher } from './refresher.js';
import { Requests } from './requests.js';
import { Scroller } from './scroller.js';
import { Store } from './store.js';
import { readStream } from './stream.js';
import { listenForToken, takeToken } from './token.js';
import { pageView } from './views/page-view.js';
import { rowHeight } from './views/timeline-view.js';

const root = document.querySelector<HTMLElement>('#app') ?? document.body;
const store = new Store();
const requests = new Requests(takeToken());
const scroller = new Scroller(store, changed);
const controls = new Controls(store, requests, changed);
const refresher = new Refresher(() => controls.refreshState());
let isDue = false;

/** Draws the page once more, with the next frame at the latest. */
function changed(): void {
  if (isDue) return;
  isDue = true;
  requestAnimationFrame(draw);
}

function draw(): void {
  isDue = false;
  scroller.beforeDraw();
  render(pageView(store, controls, scroller), root);
  scroller.afterDraw();
}

function take(line: StreamLine): void {
  store.feed.take(line);
  refresher.note(line.entries);
  changed();
}

listenForToken();
listenToKeys({
  store,
  controls,
  reveal: (index) => scroller.scrollTo(scrollToRow(index, rowHeight, scroller.view)),
});
draw();
await readStream({
  requests,
  lastId: () => store.timeline.lastId,
  onLine: take,
  onStatus: (status, reason = '') => {
    store.status = status;
    store.refusal = reason;
    if (status === 'open') refresher.refreshSoon(0);
    changed();
  },
});
