import { html, type TemplateResult } from 'lit/html.js';
import { live } from 'lit/directives/live.js';

type OnText = (text: string) => void;

/** One line of text, under its label. */
export function textField(label: string, value: string, onText: OnText, isRequired = false): TemplateResult {
  return html`<label class="field">
    <span>${label}</span>
    <input
      .value=${live(value)}
      ?required=${isRequired}
      autocomplete="off"
      spellcheck="false"
      @input=${(event: InputEvent) => onText((event.target as HTMLInputElement).value)}
    />
  </label>`;
}

export function textArea(label: string, value: string, onText: OnText): TemplateResult {
  return html`<label class="field">
    <span>${label}</span>
    <textarea
      rows="3"
      spellcheck="false"
      .value=${live(value)}
      @input=${(event: InputEvent) => onText((event.target as HTMLTextAreaElement).value)}
    ></textarea>
  </label>`;
}

/** One of several values, each with its name. */
export function choice(
  label: string,
  value: string,
  options: readonly (readonly [value: string, name: string])[],
  onText: OnText,
): TemplateResult {
  return html`<label class="field">
    <span>${label}</span>
    <select @change=${(event: Event) => onText((event.target as HTMLSelectElement).value)}>
      ${options.map(([one, name]) => html`<option value=${one} ?selected=${one === value}>${name}</option>`)}
    </select>
  </label>`;
}

export function checkbox(label: string, isOn: boolean, onChange: (isOn: boolean) => void): TemplateResult {
  return html`<label class="check">
    <input
      type="checkbox"
      .checked=${live(isOn)}
      @change=${(event: Event) => onChange((event.target as HTMLInputElement).checked)}
    />
    <span>${label}</span>
  </label>`;
}

export const dataTypes = [
  ['text', 'text'],
  ['json', 'JSON'],
  ['binary', 'bytes, as base64'],
] as const;
