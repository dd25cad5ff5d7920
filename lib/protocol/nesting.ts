/**
 * How deep JSON may be nested. `JSON.parse` takes any depth, but `JSON.stringify` and most code that walks a value run out of stack after a few
 * thousand, and what a client sent must not fail in the app.
 */
export const nestingLimit = 1_000;

/** Whether JSON, in UTF-8, has more levels than anything that walks it could take. */
export function isNestedTooDeep(bytes: Uint8Array): boolean {
  // Each level takes two brackets: most bodies are shorter than that.
  return bytes.length > 2 * nestingLimit && exceedsLimit(bytes);
}

/** The same for JSON that is still a text; its bytes are made only where it is long enough to matter. */
export function isTextNestedTooDeep(text: string): boolean {
  // No character takes more than three bytes.
  return text.length * 3 > 2 * nestingLimit && isNestedTooDeep(Buffer.from(text));
}

const [quote, backslash, openArray, closeArray, openObject, closeObject] = Buffer.from('"\\[]{}');

function exceedsLimit(bytes: Uint8Array): boolean {
  let depth = 0;
  for (let index = 0; index < bytes.length; index += 1) {
    const byte = bytes[index];
    if (byte === quote) index = endOfText(bytes, index);
    else if (byte === openArray || byte === openObject) depth += 1;
    else if (byte === closeArray || byte === closeObject) depth -= 1;
    if (depth > nestingLimit) return true;
  }
  return false;
}

function endOfText(bytes: Uint8Array, start: number): number {
  let index = start + 1;
  while (index < bytes.length && bytes[index] !== quote) index += bytes[index] === backslash ? 2 : 1;
  return index;
}
