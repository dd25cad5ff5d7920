import { html, nothing, type TemplateResult } from 'lit/html.js';
import { readState } from '../../model/read-state.js';
import { exactly } from '../../model/filter.js';
import { formatBytes, formatCount } from '../../model/format.js';
import { visible, visibleWord } from '../../model/visible.js';
import type { ConnectionSnapshot } from '../../../broker/snapshot.js';
import type { Controls } from '../controls.js';
import type { Store } from '../store.js';
import { faultsView } from './faults-view.js';
import { textField } from './fields.js';

/** One connection: what the emulator knows of it, and what can be done to it. */
export function connectionView(store: Store, controls: Controls): TemplateResult {
  const { connection, shownConnection } = store;
  if (connection === undefined) return html`<p class="empty">Choose a connection among the hubs.</p>`;
  const { hub, connectionId } = connection;
  const showRows = () => controls.filter(exactly('connection', connectionId));
  return html`
    <h2>${visible(shownConnection?.userId ?? (shownConnection === undefined ? 'Gone' : 'anonymous'))}</h2>
    <p class="when"><code>${connectionId}</code> of ${hub}</p>
    <p class="buttons"><button @click=${showRows}>Show its rows</button></p>
    ${
      shownConnection === undefined
        ? html`<p class="empty">${goneText(store)}</p>`
        : [
            factsView(shownConnection),
            actionsView(hub, shownConnection, store, controls),
            faultsView(connection, store, controls),
          ]
    }
  `;
}

/** A crowded hub shows the first of its connections alone. */
function goneText({ hubs, connection }: Store): string {
  const hub = hubs.find(({ name }) => name === connection?.hub);
  const isCrowded = (hub?.connectionCount ?? 0) > (hub?.connections.length ?? 0);
  return isCrowded ? 'This connection is not among the first of its hub.' : 'This connection has ended.';
}

function factsView(connection: ConnectionSnapshot): TemplateResult {
  const { subprotocol, isConnected, groups, state, streams, buffer } = connection;
  return html`<dl class="facts">
    ${fact('Client', isConnected ? 'connected' : 'away, may come back')}
    ${fact('Subprotocol', subprotocol ?? 'none (simple client)')}
    ${fact('Groups', groups.length === 0 ? 'none' : groups.map(visibleWord).join(', '))} ${permissionsView(connection)}
    ${
      state === undefined
        ? nothing
        : html`<div>
            <dt>State</dt>
            <dd><pre tabindex="0" role="region" aria-label="State">${visible(readState(state))}</pre></dd>
          </div>`
    }
    ${streams === undefined ? nothing : fact('Streams', streams.map(visibleWord).join(', '))}
    ${buffer === undefined ? nothing : fact('Not acknowledged', `${formatCount(buffer.messages, 'message')}, ${formatBytes(buffer.bytes)}`)}
  </dl>`;
}

function permissionsView({ permissions }: ConnectionSnapshot): readonly TemplateResult[] {
  return Object.entries(permissions).map(([name, { everything, patterns, groups, except }]) => {
    const allowed = everything ? ['every group'] : [...patterns, ...groups].map(visibleWord);
    const text = allowed.length === 0 ? 'no group' : allowed.join(', ');
    return fact(name, except.length === 0 ? text : `${text}, except ${except.map(visibleWord).join(', ')}`);
  });
}

function fact(name: string, value: string): TemplateResult {
  return html`<div>
    <dt>${name}</dt>
    <dd>${value}</dd>
  </div>`;
}

function actionsView(
  hub: string,
  { connectionId, isConnected }: ConnectionSnapshot,
  store: Store,
  controls: Controls,
): TemplateResult {
  return html`
    <h3>Do</h3>
    <p class="buttons">
      <button @click=${() => controls.sendTo(hub, connectionId)}>Send to it…</button>
      <button
        ?disabled=${!isConnected}
        title="Breaks its WebSocket without a close frame: a reliable client comes back"
        @click=${() => controls.cut(hub, connectionId)}
      >
        Cut its WebSocket
      </button>
    </p>
    <form
      class="inline"
      @submit=${(event: SubmitEvent) => {
        event.preventDefault();
        void controls.close(hub, connectionId);
      }}
    >
      ${textField('Reason', store.reason, (reason) => controls.set((shown) => (shown.reason = reason)))}
      <button>Close the connection</button>
    </form>
  `;
}
