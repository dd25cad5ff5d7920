import { html, nothing, type TemplateResult } from 'lit/html.js';
import { formatCount } from '../../model/format.js';
import type { Controls } from '../controls.js';
import type { FaultForm, Store } from '../store.js';
import { choice, textField } from './fields.js';

const directions = [
  ['frameToClient', 'to client'],
  ['frameFromClient', 'from client'],
] as const;

const faults = [
  ['delay', 'come late'],
  ['drop', 'are lost'],
] as const;

/** What is to go wrong with a connection, and what already does. */
export function faultsView(
  { hub, connectionId }: { readonly hub: string; readonly connectionId: string },
  { fault, shownFaults }: Store,
  controls: Controls,
): TemplateResult {
  const put = (change: Partial<FaultForm>) => controls.set((store) => (store.fault = { ...store.fault, ...change }));
  const submit = (event: SubmitEvent): void => {
    event.preventDefault();
    void controls.disturb(hub, connectionId);
  };
  return html`
    <h3>Faults</h3>
    <ul class="faults" aria-label="Faults of this connection">
      ${shownFaults.map(({ text, count }) => html`<li>${text} <span class="tag">${formatCount(count, 'time')}</span></li>`)}
    </ul>
    ${
      shownFaults.length === 0
        ? nothing
        : html`<p class="buttons"><button @click=${() => controls.heal(hub, connectionId)}>End its faults</button></p>`
    }
    <form @submit=${submit}>
      <div class="beside">
        ${choice('Frames', fault.at, directions, (at) => put({ at: at as FaultForm['at'] }))}
        ${choice('What happens', fault.fault, faults, (kind) => put({ fault: kind as FaultForm['fault'] }))}
        ${
          fault.fault === 'delay'
            ? textField('Milliseconds', fault.milliseconds, (milliseconds) => put({ milliseconds }), true)
            : nothing
        }
      </div>
      <p class="buttons"><button>Let it go wrong</button></p>
    </form>
  `;
}
