import { html, nothing, type TemplateResult } from 'lit/html.js';
import type { Controls } from '../controls.js';
import type { Scroller } from '../scroller.js';
import { panels, type Panel, type Store } from '../store.js';
import { visible } from '../../model/visible.js';
import { barView } from './bar-view.js';
import { chainView } from './chain-view.js';
import { clientView } from './client-view.js';
import { connectionView } from './connection-view.js';
import { hubsView } from './hubs-view.js';
import { sendView } from './send-view.js';
import { timelineView } from './timeline-view.js';

const titles: Readonly<Record<Panel, string>> = {
  chain: 'Details',
  connection: 'Connection',
  send: 'Send',
  client: 'Test client',
};

const views: Readonly<Record<Panel, (store: Store, controls: Controls) => TemplateResult>> = {
  chain: chainView,
  connection: connectionView,
  send: sendView,
  client: clientView,
};

/** The whole page. */
export function pageView(store: Store, controls: Controls, scroller: Scroller): TemplateResult {
  return html`
    ${barView(store, controls)} ${noticeView(store)}
    <div class="columns">
      ${hubsView(store, controls)} ${timelineView(store, controls, scroller)} ${panelView(store, controls)}
    </div>
  `;
}

function noticeView({ status, refusal, feed }: Store): TemplateResult | typeof nothing {
  if (status === 'refused') return html`<p class="notice" role="alert">${refusal}</p>`;
  if (status === 'lost') {
    const text = refusal || 'The emulator cannot be reached. The page goes on when it is back.';
    return html`<p class="notice" role="alert">${text}</p>`;
  }
  if (feed.lost === 0) return nothing;
  return html`<p class="notice">${feed.lost.toLocaleString('en')} entries went by too fast to be shown.</p>`;
}

function panelView(store: Store, controls: Controls): TemplateResult {
  const { panel, said } = store;
  return html`
    <aside class="panel" aria-label="Details and tools">
      <div
        class="tabs"
        role="tablist"
        aria-label="Details and tools"
        @keydown=${(event: KeyboardEvent) => turn(event, panel, controls)}
      >
        ${panels.map((one) => tabView(one, panel, controls))}
      </div>
      <div class="panel-body" role="tabpanel" id="panel" aria-labelledby="tab-${panel}">
        ${views[panel](store, controls)}
      </div>
      <p class="said ${said.isProblem ? 'is-problem' : ''}" role="status">${visible(said.text)}</p>
    </aside>
  `;
}

function tabView(one: Panel, panel: Panel, controls: Controls): TemplateResult {
  return html`<button
    role="tab"
    id="tab-${one}"
    aria-selected=${one === panel}
    aria-controls="panel"
    tabindex=${one === panel ? 0 : -1}
    @click=${() => controls.open(one)}
  >
    ${titles[one]}
  </button>`;
}

/** Arrows go from tab to tab, Home and End to the first and the last, WAI-ARIA Authoring Practices. */
function turn(event: KeyboardEvent, panel: Panel, controls: Controls): void {
  const at = panels.indexOf(panel);
  const wanted = { ArrowLeft: at - 1, ArrowRight: at + 1, Home: 0, End: -1 }[event.key];
  if (wanted === undefined) return;
  event.preventDefault();
  const next = panels.at(wanted % panels.length) ?? panel;
  controls.open(next);
  document.getElementById(`tab-${next}`)?.focus();
}
