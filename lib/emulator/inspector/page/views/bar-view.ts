import { html, type TemplateResult } from 'lit/html.js';
import { live } from 'lit/directives/live.js';
import { formatCount } from '../../model/format.js';
import type { Controls } from '../controls.js';
import type { Store } from '../store.js';

const statuses = { connecting: 'Connecting', open: 'Live', lost: 'Not connected', refused: 'Refused' } as const;

/** The bar at the top: where this is, the filter, and what the stream does. */
export function barView(store: Store, controls: Controls): TemplateResult {
  const { feed, status, filterText, state, areHubsOpen } = store;
  return html`
    <header class="bar">
      <button
        class="hubs-toggle"
        aria-expanded=${areHubsOpen}
        aria-controls="hubs"
        @click=${() => controls.set((shown) => (shown.areHubsOpen = !areHubsOpen))}
      >
        Hubs
      </button>
      <h1>Web PubSub emulator <span class="address">${hostOf(state?.url)}</span></h1>
      <span class="status status-${feed.isPaused ? 'paused' : status}">
        ${feed.isPaused && status === 'open' ? 'Paused' : statuses[status]}
      </span>
      <input
        id="filter"
        type="search"
        aria-label="Filter"
        placeholder="Filter: hub:chat user:ann kind:event -ping is:failed"
        autocomplete="off"
        spellcheck="false"
        .value=${live(filterText)}
        @input=${(event: InputEvent) => controls.filter((event.target as HTMLInputElement).value)}
      />
      <span class="shown">${shownText(store)}</span>
      <button class="pause" aria-pressed=${feed.isPaused} @click=${controls.togglePause}>
        ${feed.isPaused ? 'Resume' : 'Pause'}${feed.waiting > 0 ? html` <b>${feed.waiting}</b>` : ''}
      </button>
      <button @click=${controls.clear}>Clear</button>
      <span class="unseen" role="status">${pauseText(store)}</span>
    </header>
  `;
}

function hostOf(url: string | undefined): string {
  return url === undefined ? '' : new URL(url).host;
}

function shownText({ timeline, chains, filterText }: Store): string {
  const all = timeline.chains.length;
  return filterText === ''
    ? formatCount(all, 'row')
    : `${chains.length.toLocaleString('en')} of ${formatCount(all, 'row')}`;
}

/** In steps, so that a screen reader is not kept talking. */
function pauseText({ feed: { isPaused, waiting } }: Store): string {
  if (!isPaused) return '';
  if (waiting < 10) return waiting === 0 ? 'Paused.' : 'Paused: new entries wait.';
  const step = 10 ** Math.floor(Math.log10(waiting));
  return `Paused: over ${(Math.floor(waiting / step) * step).toLocaleString('en')} entries wait.`;
}
