import fc from 'fast-check';
import type { Expression } from '../../lib/metadata/template.js';

/** A template as somebody wrote it, and what it means. */
export interface WrittenTemplate {
  readonly source: string;
  /** Literal text and expressions in turn, as they have to be read. */
  readonly parts: readonly (string | Expression)[];
}

const pieces = ['{', '}', '%', '.', '?', '$', '&', 'a', 'X', '_'];
const name = fc.stringMatching(/^[A-Za-z_][\w-]{0,5}$/);
const pathName = fc.stringMatching(/^[\w-]{1,5}$/);
const blanks = fc.constantFrom('', ' ', '  ');

/** An expression with a root of its own kind, such as `{ query.user-id? }`. */
export const expressions: fc.Arbitrary<Expression> = fc
  .record({
    root: name,
    path: fc.array(pathName, { maxLength: 3 }),
    optional: fc.boolean(),
    before: blanks,
    after: blanks,
  })
  .map(({ root, path, optional, before, after }) => ({
    source: `{${before}${[root, ...path].join('.')}${optional ? '?' : ''}${after}}`,
    ...{ root, path, optional },
  }));

/** Text in which braces, percent signs and what looks like an expression are not rare. */
export const texts = fc.oneof(fc.string(), fc.string({ unit: fc.constantFrom(...pieces) }));

/** Any template that can be written. */
export const templates: fc.Arbitrary<WrittenTemplate> = fc
  .array(fc.oneof(texts, expressions), { maxLength: 6 })
  .map((written) => ({
    source: written.map((part) => (typeof part === 'string' ? doubled(part) : part.source)).join(''),
    parts: joined(written),
  }));

/** Literal text as it is written in a template. */
export function doubled(text: string): string {
  return text.replace(/[{}]/g, (brace) => brace + brace);
}

function joined(parts: readonly (string | Expression)[]): (string | Expression)[] {
  const merged: (string | Expression)[] = [];
  for (const part of parts) {
    const last = merged.at(-1);
    if (typeof part === 'string' && typeof last === 'string') merged[merged.length - 1] = last + part;
    else merged.push(part);
  }
  return merged.filter((part) => part !== '');
}
