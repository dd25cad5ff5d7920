import { html, nothing, type TemplateResult } from 'lit/html.js';
import type { Controls } from '../controls.js';
import type { SendForm, Store } from '../store.js';
import { choice, dataTypes, textArea, textField } from './fields.js';

const targets = [
  ['all', 'everybody'],
  ['group', 'a group'],
  ['user', 'a user'],
  ['connection', 'a connection'],
] as const;

const targetNames = { all: '', group: 'Group', user: 'User', connection: 'Connection' } as const;

/** The form that sends as the app's server would. */
export function sendView({ send }: Store, controls: Controls): TemplateResult {
  const put = (change: Partial<SendForm>) => controls.set((store) => (store.send = { ...store.send, ...change }));
  const submit = (event: SubmitEvent): void => {
    event.preventDefault();
    void controls.send();
  };
  return html`
    <h2>Send as the server</h2>
    <form @submit=${submit}>
      ${textField('Hub', send.hub, (hub) => put({ hub }), true)}
      ${choice('To', send.to, targets, (to) => put({ to: to as SendForm['to'] }))}
      ${send.to === 'all' ? nothing : textField(targetNames[send.to], send.target, (target) => put({ target }), true)}
      ${choice('Type', send.dataType, dataTypes, (type) => put({ dataType: type as SendForm['dataType'] }))}
      ${textArea('Message', send.data, (data) => put({ data }))}
      <p class="buttons"><button class="primary">Send</button></p>
    </form>
  `;
}
