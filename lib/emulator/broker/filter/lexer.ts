/** One word of a filter. A text has its quotes taken off; `unknown` is what no filter has. */
export interface Token {
  readonly kind: 'name' | 'text' | 'integer' | 'symbol' | 'unknown' | 'end';
  readonly text: string;
  /** Where it ends, which is the position that syntax errors tell. */
  readonly end: number;
}

const greatestInteger = 2_147_483_647;
const integer = /^[+-]?\d+$/;

/** Cuts a filter into words in one pass over its characters; the last one is the end. */
export function readTokens(filter: string): readonly Token[] {
  const tokens: Token[] = [];
  let at = skipSpace(filter, 0);
  while (at < filter.length) {
    const token = readToken(filter, at);
    tokens.push(token);
    at = skipSpace(filter, token.end);
  }
  return [...tokens, { kind: 'end', text: '', end: filter.length }];
}

function readToken(filter: string, start: number): Token {
  const first = filter[start] ?? '';
  if (first === "'") return readText(filter, start);
  if ('(),'.includes(first)) return { kind: 'symbol', text: first, end: start + 1 };
  const isSigned = first === '+' || first === '-';
  if (isDigit(filter[isSigned ? start + 1 : start])) return readNumber(filter, start);
  if (isLetter(first)) return wordAt(filter, start);
  return { kind: 'unknown', text: first, end: start + 1 };
}

// A quote inside a text is written twice.
function readText(filter: string, start: number): Token {
  const parts: string[] = [];
  let at = start + 1;
  for (;;) {
    const quote = filter.indexOf("'", at);
    if (quote < 0) return { kind: 'unknown', text: filter.slice(start), end: filter.length };
    parts.push(filter.slice(at, quote));
    if (filter[quote + 1] !== "'") return { kind: 'text', text: parts.join("'"), end: quote + 1 };
    at = quote + 2;
  }
}

// official emulator: integers have 32 bits; decimals, dates and the like are words that the service does not know.
function readNumber(filter: string, start: number): Token {
  const token = wordAt(filter, start);
  const value = integer.test(token.text) ? Number(token.text) : Number.NaN;
  return value >= -greatestInteger - 1 && value <= greatestInteger ? { ...token, kind: 'integer' } : token;
}

function wordAt(filter: string, start: number): Token {
  let end = start + 1;
  while (isWordPart(filter[end])) end += 1;
  return { kind: 'name', text: filter.slice(start, end), end };
}

function skipSpace(filter: string, start: number): number {
  let at = start;
  while (at < filter.length && filter[at]?.trim() === '') at += 1;
  return at;
}

function isDigit(character: string | undefined): boolean {
  return character !== undefined && character >= '0' && character <= '9';
}

function isLetter(character: string | undefined): boolean {
  return character !== undefined && /^[\p{L}_]$/u.test(character);
}

function isWordPart(character: string | undefined): boolean {
  return isLetter(character) || isDigit(character) || character === '.';
}
