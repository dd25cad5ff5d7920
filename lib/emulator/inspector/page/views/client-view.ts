import { html, nothing, type TemplateResult } from 'lit/html.js';
import { visible } from '../../model/visible.js';
import type { Controls } from '../controls.js';
import type { ClientForm, Store } from '../store.js';
import { checkbox, choice, dataTypes, textArea, textField } from './fields.js';

const subprotocols = [
  ['json.webpubsub.azure.v1', 'JSON'],
  ['json.reliable.webpubsub.azure.v1', 'JSON, reliable'],
  ['', 'none: a simple client'],
] as const;

/** A client of this page. */
export function clientView(store: Store, controls: Controls): TemplateResult {
  return html`
    <h2>Test client</h2>
    ${store.client.status === 'open' ? openView(store, controls) : closedView(store, controls)}
  `;
}

function put(controls: Controls, change: Partial<ClientForm>): void {
  controls.set((store) => (store.form = { ...store.form, ...change }));
}

function closedView({ form, client: { status } }: Store, controls: Controls): TemplateResult {
  const submit = (event: SubmitEvent): void => {
    event.preventDefault();
    void controls.connect();
  };
  return html`<form @submit=${submit}>
    ${textField('Hub', form.hub, (hub) => put(controls, { hub }), true)}
    ${textField('User', form.userId, (userId) => put(controls, { userId }))}
    ${choice('Subprotocol', form.subprotocol, subprotocols, (subprotocol) => put(controls, { subprotocol }))}
    ${textField('Groups to begin in', form.groups, (groups) => put(controls, { groups }))}
    ${checkbox('May send to groups', form.maySend, (maySend) => put(controls, { maySend }))}
    ${checkbox('May join and leave groups', form.mayJoin, (mayJoin) => put(controls, { mayJoin }))}
    <p class="buttons"><button class="primary" ?disabled=${status === 'connecting'}>Connect</button></p>
  </form>`;
}

function openView({ form, client }: Store, controls: Controls): TemplateResult {
  const submit = (event: SubmitEvent): void => {
    event.preventDefault();
    controls.clientEvent();
  };
  return html`
    <p class="when">
      <bdi>${visible(form.userId || 'anonymous')}</bdi> in ${form.hub}
      <button @click=${controls.disconnect}>Disconnect</button>
    </p>
    <form @submit=${submit}>
      ${
        client.isPubSub
          ? [
              textField('Event', form.event, (event) => put(controls, { event }), true),
              choice('Type', form.dataType, dataTypes, (type) =>
                put(controls, { dataType: type as ClientForm['dataType'] }),
              ),
            ]
          : nothing
      }
      ${textArea('Data', form.data, (data) => put(controls, { data }))}
      <p class="buttons"><button class="primary">${client.isPubSub ? 'Send event' : 'Send'}</button></p>
    </form>
    ${client.isPubSub ? groupView(form, controls) : nothing}
    <h3>Received</h3>
    <ol class="received" aria-label="Received" reversed>
      ${[...client.received].reverse().map((text) => html`<li><code>${text}</code></li>`)}
    </ol>
  `;
}

function groupView({ group }: ClientForm, controls: Controls): TemplateResult {
  return html`<form
    class="inline"
    @submit=${(event: SubmitEvent) => {
      event.preventDefault();
      controls.clientGroup('joinGroup');
    }}
  >
    ${textField('Group', group, (name) => put(controls, { group: name }), true)}
    <p class="buttons">
      <button>Join</button>
      <button type="button" @click=${() => controls.clientGroup('leaveGroup')}>Leave</button>
      <button type="button" @click=${() => controls.clientGroup('sendToGroup')}>Send the data to it</button>
    </p>
  </form>`;
}
