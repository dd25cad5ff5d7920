import { html, nothing, type TemplateResult } from 'lit/html.js';
import { ref } from 'lit/directives/ref.js';
import { repeat } from 'lit/directives/repeat.js';
import type { Chain } from '../../model/chain.js';
import { rowOf } from '../../model/row.js';
import { visibleRows } from '../../model/visible-rows.js';
import type { Controls } from '../controls.js';
import type { Scroller } from '../scroller.js';
import type { Store } from '../store.js';

/** In pixels, as the style has it. */
export const rowHeight = 30;

const columns = ['Time', 'What', 'Hub', 'Who', 'Summary', 'Outcome', 'Took'];

/** What happened, a row each; of thousands, those are there that are seen. */
export function timelineView(store: Store, controls: Controls, scroller: Scroller): TemplateResult {
  const { chains, selected } = store;
  const { first, end } = visibleRows(chains.length, rowHeight, scroller.view);
  const seen = chains.slice(first, end);
  const active = seen.some(({ id }) => id === selected) ? `row-${selected ?? ''}` : nothing;
  return html`
    <main class="timeline">
      <div
        id="timeline"
        class="grid"
        role="grid"
        aria-label="Timeline"
        aria-rowcount=${chains.length + 1}
        aria-activedescendant=${active}
        tabindex="0"
      >
        <div class="row head" role="row" aria-rowindex="1">
          ${columns.map((column) => html`<span role="columnheader">${column}</span>`)}
        </div>
        <div class="rows" role="rowgroup" tabindex="-1" @scroll=${scroller.onScroll} ${ref(scroller.attach)}>
          <div class="space" role="presentation" .style=${`height: ${chains.length * rowHeight}px`}>
            ${repeat(
              seen,
              ({ id }) => id,
              (chain, index) => rowView(chain, first + index, store, controls),
            )}
          </div>
        </div>
      </div>
      ${chains.length === 0 ? emptyView(store) : nothing} ${store.isFollowing ? nothing : newestView(controls)}
    </main>
  `;
}

function rowView(chain: Chain, index: number, { timeline, selected }: Store, controls: Controls): TemplateResult {
  const { id, time, kind, title, hub, who, summary, outcome, duration, hasFailed } = rowOf(chain, timeline);
  return html`<div
    id="row-${id}"
    class="row ${hasFailed ? 'has-failed' : ''}"
    role="row"
    aria-rowindex=${index + 2}
    aria-selected=${id === selected}
    .style=${`transform: translateY(${index * rowHeight}px)`}
    @click=${() => controls.select(id)}
  >
    <span role="gridcell" class="time">${time}</span>
    <span role="gridcell" class="what"><span class="kind kind-${kind}">${kind}</span> ${title}</span>
    <span role="gridcell" class="hub">${hub}</span>
    <span role="gridcell" class="who">${who}</span>
    <span role="gridcell" class="summary">${summary}</span>
    <span role="gridcell" class="outcome"
      >${hasFailed ? html`<b role="img" aria-label="failed">!</b> ` : nothing}${outcome}</span
    >
    <span role="gridcell" class="took">${duration}</span>
  </div>`;
}

function emptyView({ filterText, timeline }: Store): TemplateResult {
  const isFiltered = filterText !== '' && timeline.chains.length > 0;
  return html`<p class="empty nothing-yet">
    ${isFiltered ? 'No row fits the filter.' : 'Nothing has happened yet. Connect a client, or use the test client at the side.'}
  </p>`;
}

function newestView(controls: Controls): TemplateResult {
  return html`<button class="newest" @click=${controls.follow}>Newest ↓</button>`;
}
