import { html, nothing, type TemplateResult } from 'lit/html.js';
import { durationOf, rootOf, type Chain } from '../../model/chain.js';
import { decode } from '../../model/decode.js';
import { titleOf } from '../../model/describe-entry.js';
import { formatBytes, formatDuration, formatTime } from '../../model/format.js';
import { stepsOf, type Note, type Step } from '../../model/steps.js';
import { visible } from '../../model/visible.js';
import type { ShownEntry, ShownMessage } from '../../wire.js';
import type { Controls } from '../controls.js';
import type { Store } from '../store.js';

/** One chain, from what began it to the last delivery. */
export function chainView(store: Store, controls: Controls): TemplateResult {
  const { chain, timeline } = store;
  if (chain === undefined) {
    return html`<p class="empty">Choose a row: here is all that came of it, with bodies and reasons.</p>
      <p class="empty">Keys of the timeline, while it has the focus:</p>
      ${keysView()}`;
  }
  return html`
    <h2>${titleOf(rootOf(chain))}</h2>
    <p class="when">${whenOf(chain)} ${duringView(chain, controls)}</p>
    <ol class="steps" aria-label="What came of it">
      ${stepsOf(chain, timeline).map((step) => ('note' in step ? noteView(step) : stepView(step, controls)))}
    </ol>
  `;
}

function whenOf(chain: Chain): string {
  const time = formatTime(rootOf(chain).time);
  if (chain.entries.length < 2) return time;
  const duration = durationOf(chain);
  return duration === undefined
    ? `${time}; the clock was set back meanwhile`
    : `${time}, ${formatDuration(duration)} in all`;
}

function duringView({ during }: Chain, controls: Controls): TemplateResult | typeof nothing {
  if (during === undefined) return nothing;
  const { id, isSure } = during;
  return html`<button class="plain link" @click=${() => controls.select(id)}>
    Called while ${isSure ? 'an event was' : 'events were'} with the app
  </button>`;
}

function noteView({ note, depth }: Note): TemplateResult {
  return html`<li class="note depth-${depth}">${note}</li>`;
}

function stepView(step: Step, controls: Controls): TemplateResult {
  const { entry, kind, title, detail, who, after, depth } = step;
  return html`<li class="step depth-${depth} ${step.isFailure ? 'is-failure' : ''}">
    <div class="line">
      <span class="kind kind-${kind}">${kind}</span>
      <strong>${title}</strong>
      ${step.isFailure ? html`<b class="failed">failed</b>` : nothing}
      <span class="after">${after}</span>
    </div>
    ${who === '' ? nothing : whoView(who, entry, controls)}
    ${detail === '' ? nothing : html`<div class="detail">${detail}</div>`} ${bodyView(step)}
    ${replayView(entry, controls)}
  </li>`;
}

function whoView(who: string, { hub, connectionId }: ShownEntry, controls: Controls): TemplateResult {
  if (hub === undefined || connectionId === undefined) return html`<div class="who">${who}</div>`;
  return html`<div class="who">
    <button class="plain link" title="Show the connection" @click=${() => controls.choose(hub, connectionId)}>
      ${who}
    </button>
  </div>`;
}

function bodyView({ entry, isSameBody }: Step): TemplateResult | typeof nothing {
  if (entry.message === undefined) return nothing;
  return isSameBody ? html`<div class="body-type">the same body</div>` : messageView(entry.message, entry);
}

function messageView(message: ShownMessage, { bytes }: ShownEntry): TemplateResult {
  const { type, text, isCut } = decode(message);
  const size = bytes === undefined ? '' : ` · ${formatBytes(bytes)}`;
  const metadata = Object.entries(message.metadata ?? {});
  return html`
    <div class="body-type">${type}${size}${isCut ? ' · cut' : ''}</div>
    <pre tabindex="0" role="region" aria-label="Body, ${type}">${visible(text)}</pre>
    ${metadata.map(([name, value]) => html`<div class="metadata"><code>${name}</code> <bdi>${visible(value)}</bdi></div>`)}
  `;
}

function replayView({ canReplay, id }: ShownEntry, controls: Controls): TemplateResult | typeof nothing {
  if (!canReplay) return nothing;
  return html`<button
    class="replay"
    title="Sends the same body to the app once more, signed anew"
    @click=${() => controls.replay(id)}
  >
    Replay this event
  </button>`;
}

const keys: readonly (readonly [key: string, does: string])[] = [
  ['j k ↑ ↓', 'row by row'],
  ['/', 'filter'],
  ['Space', 'pause and resume'],
  ['Esc', 'back to the timeline'],
];

function keysView(): TemplateResult {
  return html`<dl class="keys">
    ${keys.map(
      ([key, does]) =>
        html`<div>
          <dt><kbd>${key}</kbd></dt>
          <dd>${does}</dd>
        </div>`,
    )}
  </dl>`;
}
