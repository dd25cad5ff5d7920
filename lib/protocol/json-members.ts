/**
 * The members of a JSON object as raw text, so that what is passed on stays as it was written (digits of a large number,
 * spaces inside a value). Undefined for a text that is not one JSON object; of two members of one name the later counts,
 * or, where repeats are refused, the whole text is none.
 */
export function jsonMembers(text: string, { isRepeatRefused = false } = {}): Map<string, string> | undefined {
  if (!isJsonObject(text)) return undefined;
  const members = new Map<string, string>();
  // The text is known to be valid from here on, so every search finds what it looks for.
  let at = skipSpace(text, text.indexOf('{') + 1);
  while (text[at] !== '}') {
    const keyEnd = endOfString(text, at);
    const start = skipSpace(text, text.indexOf(':', keyEnd) + 1);
    const end = endOfValue(text, start);
    const name = JSON.parse(text.slice(at, keyEnd)) as string;
    if (isRepeatRefused && members.has(name)) return undefined;
    members.set(name, text.slice(start, end));
    at = skipSpace(text, end);
    if (text[at] === ',') at = skipSpace(text, at + 1);
  }
  return members;
}

function isJsonObject(text: string): boolean {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value);
  } catch {
    return false;
  }
}

function skipSpace(text: string, at: number): number {
  let next = at;
  while (' \t\r\n'.includes(text[next] ?? '.')) next += 1;
  return next;
}

function endOfString(text: string, start: number): number {
  let at = start + 1;
  while (text[at] !== '"') at += text[at] === '\\' ? 2 : 1;
  return at + 1;
}

function endOfValue(text: string, start: number): number {
  if (text[start] === '"') return endOfString(text, start);
  if (text[start] === '{' || text[start] === '[') return endOfNested(text, start);
  let at = start;
  while (!',}] \t\r\n'.includes(text[at] ?? ',')) at += 1;
  return at;
}

function endOfNested(text: string, start: number): number {
  let depth = 0;
  let at = start;
  do {
    const character = text[at];
    if (character === '"') {
      at = endOfString(text, at);
      continue;
    }
    if (character === '{' || character === '[') depth += 1;
    if (character === '}' || character === ']') depth -= 1;
    at += 1;
  } while (depth > 0);
  return at;
}
