/** `{query.userid}` as read: which root, the path below it, and whether `?` allows it to be empty. */
export interface Expression {
  /** With its braces, for messages. */
  readonly source: string;
  readonly root: string;
  readonly path: readonly string[];
  readonly optional: boolean;
}

/** An option value with its expressions: literal text and expressions in turn. */
export interface Template {
  readonly source: string;
  readonly parts: readonly (string | Expression)[];
}

/** Why a template cannot be read. */
export interface TemplateProblem {
  readonly problem: string;
}

const expressionPattern = /^([A-Za-z_][\w-]*)((?:\.[\w-]+)*)(\?)?$/;

/**
 * Reads binding expressions: `{root.path}` is one, `{{` and `}}` are braces. A `%Setting%` was replaced before
 * (see {@link replaceSettings}).
 */
export function parseTemplate(source: string): Template | TemplateProblem {
  const parts: (string | Expression)[] = [];
  let literal = '';
  for (let at = 0; at < source.length; at++) {
    const character = source.charAt(at);
    if (character !== '{' && character !== '}') literal += character;
    else if (source.charAt(at + 1) === character) {
      literal += character;
      at++;
    } else if (character === '}') return { problem: `"}" at position ${String(at)} closes nothing` };
    else {
      const end = source.indexOf('}', at);
      if (end < 0) return { problem: `"{" at position ${String(at)} is never closed` };
      const expression = parseExpression(source.slice(at, end + 1));
      if (expression === undefined)
        return { problem: `${source.slice(at, end + 1)} is no name, such as {query.userid}` };
      if (literal !== '') parts.push(literal);
      parts.push(expression);
      literal = '';
      at = end;
    }
  }
  if (literal !== '') parts.push(literal);
  return { source, parts };
}

function parseExpression(source: string): Expression | undefined {
  const match = expressionPattern.exec(source.slice(1, -1).trim());
  if (match?.[1] === undefined) return undefined;
  return {
    source,
    root: match[1],
    path: (match[2] ?? '').split('.').filter((name) => name !== ''),
    optional: match[3] === '?',
  };
}

/** The text of a template without expressions; undefined for one that has any. */
export function constantOf({ parts }: Template): string | undefined {
  return parts.every((part) => typeof part === 'string') ? parts.join('') : undefined;
}

export function expressionsOf({ parts }: Template): readonly Expression[] {
  return parts.filter((part) => typeof part !== 'string');
}

/** Puts settings in the place of every `%Name%`; a `%` that no other follows stays as it is. `missing` is called for unknown names. */
export function replaceSettings(
  source: string,
  lookup: (name: string) => string | undefined,
  missing: (name: string) => Error,
): string {
  return source.replace(/%([A-Za-z_][\w:.-]*)%/g, (_, name: string) => {
    const value = lookup(name);
    if (value === undefined) throw missing(name);
    return value;
  });
}
