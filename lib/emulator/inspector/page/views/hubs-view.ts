import { html, nothing, type TemplateResult } from 'lit/html.js';
import { exactly } from '../../model/filter.js';
import { formatCount, shorten } from '../../model/format.js';
import { visible } from '../../model/visible.js';
import type { ConnectionSnapshot } from '../../../broker/snapshot.js';
import type { ShownHandler, ShownHub } from '../../wire.js';
import type { Controls } from '../controls.js';
import type { Store } from '../store.js';

/** Hubs, with who is connected and which groups there are. */
export function hubsView(store: Store, controls: Controls): TemplateResult {
  const { hubs, areHubsOpen } = store;
  return html`
    <nav id="hubs" class="hubs ${areHubsOpen ? 'is-open' : ''}" aria-label="Hubs">
      ${hubs.length === 0 ? html`<p class="empty">No hub was set, and nobody is connected.</p>` : nothing}
      ${hubs.map((hub) => hubView(hub, store, controls))}
    </nav>
  `;
}

function hubView(hub: ShownHub, store: Store, controls: Controls): TemplateResult {
  const { name, handlers, connections, connectionCount, groups, groupCount } = hub;
  return html`
    <section aria-label="Hub ${name}">
      <h2>
        <button class="plain" title="Show its rows" @click=${() => controls.filter(exactly('hub', name))}>
          ${name}
        </button>
      </h2>
      <ul class="handlers" aria-label="Event handlers">
        ${handlers.length === 0 ? html`<li class="empty">no event handlers</li>` : handlers.map(handlerView)}
      </ul>
      <h3>${formatCount(connectionCount, 'connection')}</h3>
      <ul aria-label="Connections of ${name}">
        ${connections.map((connection) => connectionItem(name, connection, store, controls))}
        ${moreItem(connectionCount - connections.length)}
      </ul>
      ${groupCount === 0 ? nothing : html`<h3>${formatCount(groupCount, 'group')}</h3>`}
      <ul aria-label="Groups of ${name}">
        ${groups.map((group) => groupItem(name, group, controls))} ${moreItem(groupCount - groups.length)}
      </ul>
    </section>
  `;
}

function handlerView({ url, events }: ShownHandler): TemplateResult {
  return html`<li>
    <span class="url">${url ?? 'a function of this process'}</span> <span class="events">${events || 'no events'}</span>
  </li>`;
}

function connectionItem(
  hub: string,
  { connectionId, userId, isConnected, subprotocol }: ConnectionSnapshot,
  { connection }: Store,
  controls: Controls,
): TemplateResult {
  const isChosen = connection?.connectionId === connectionId;
  return html`<li>
    <button class="item" aria-pressed=${isChosen} @click=${() => controls.choose(hub, connectionId)}>
      <span
        aria-hidden="true"
        class="dot ${isConnected ? '' : 'is-away'}"
        title=${isConnected ? 'connected' : 'away'}
      ></span>
      <span class="name">${visible(userId ?? 'anonymous')}</span>
      <code>${shorten(connectionId, 8)}</code>
      <span class="tag"
        >${isConnected ? html`<span class="unseen">connected, </span>${protocolOf(subprotocol)}` : 'away'}</span
      >
    </button>
  </li>`;
}

function protocolOf(subprotocol: string | undefined): string {
  if (subprotocol === undefined) return 'simple';
  const [, name = subprotocol] = /^(.+?)\.webpubsub/.exec(subprotocol) ?? [];
  return name;
}

function groupItem(
  hub: string,
  { name, members, states }: ShownHub['groups'][number],
  controls: Controls,
): TemplateResult {
  return html`<li>
    <button
      class="item"
      title="Show its rows"
      @click=${() => controls.filter(`${exactly('hub', hub)} ${exactly('group', name)}`)}
    >
      <span class="name">${visible(name)}</span>
      ${states > 0 ? html`<span class="tag">${formatCount(states, 'state')}</span>` : nothing}
      <span class="count">${members}</span>
    </button>
  </li>`;
}

function moreItem(count: number): TemplateResult | typeof nothing {
  return count <= 0 ? nothing : html`<li class="empty">and ${count.toLocaleString('en')} more</li>`;
}
