import type { Hubs } from './settings.js';

interface Template {
  readonly parameters: Readonly<Record<string, { readonly defaultValue?: string }>>;
  readonly resources: readonly { readonly type: string; readonly name: string; readonly properties: unknown }[];
}

/** The hubs of an ARM template, with its expressions worked out; its parameters have their defaults. */
export function readArm(text: string): Hubs {
  const { parameters, resources } = JSON.parse(text) as Template;
  const known = Object.fromEntries(
    Object.entries(parameters).map(([name, { defaultValue }]) => [name, literal(defaultValue ?? name)]),
  );
  const hubs = resources.map(({ name, properties }) => [
    evaluate(name, known).split('/')[1],
    JSON.parse(JSON.stringify(properties), (_, value: unknown) =>
      typeof value === 'string' ? evaluate(value, known) : value,
    ) as unknown,
  ]);
  return Object.fromEntries(hubs) as Hubs;
}

function evaluate(text: string, parameters: Readonly<Record<string, string>>): string {
  const call = /^\[(concat|format)\((.*)\)\]$/s.exec(text);
  if (call === null) return literal(text);
  const [values, rest] = argumentsOf(call[2] ?? '', parameters);
  if (rest !== '') throw new Error(`ARM: ${text}`);
  const [format = '', ...filled] = values;
  return call[1] === 'concat'
    ? values.join('')
    : format.replaceAll(/\{(\d)\}/g, (_, index: string) => filled[Number(index)] ?? '');
}

function argumentsOf(text: string, parameters: Readonly<Record<string, string>>): readonly [string[], string] {
  const found = /^(?:'((?:[^']|'')*)'|parameters\('(\w+)'\))(?:, )?/.exec(text);
  if (found === null) return [[], text];
  const [all, quoted, parameter = ''] = found;
  const value = quoted === undefined ? (parameters[parameter] ?? '') : quoted.replaceAll("''", "'");
  const [values, rest] = argumentsOf(text.slice(all.length), parameters);
  return [[value, ...values], rest];
}

function literal(text: string): string {
  if (/^\[(?!\[)/.test(text)) throw new Error(`ARM would take this for an expression: ${text}`);
  return text.replace(/^\[\[/, '[');
}
