/** What looks like a JSON Web Token, wherever it stands. */
const token = /eyJ[\w-]{8,}\.eyJ[\w-]{8,}\.[\w-]{16,}/g;
const hiddenKey = '(key hidden)';
const hiddenToken = '(token hidden)';
// Fewer characters of a key tell nothing.
const leastOfKey = 4;

/** Takes out of a text whatever opens a door: these keys, and tokens. */
export function hideSecrets(text: string, keys: readonly string[]): string {
  let shown = text;
  for (const key of keys) if (shown.includes(key)) shown = shown.replaceAll(key, hiddenKey);
  // Most texts have none, and looking for it is quicker than the expression.
  return shown.includes('eyJ') ? shown.replace(token, hiddenToken) : shown;
}

/** The same of the beginning of a text: what the cut left of a key or a token is hidden, too. */
export function hideSecretsOfPart(text: string, keys: readonly string[]): string {
  const shown = hideSecrets(text, keys);
  for (const key of keys) {
    const left = lengthLeft(key, shown);
    if (left > 0) return shown.slice(0, -left) + hiddenKey;
  }
  const tokenAt = beginOfToken(shown);
  return tokenAt < 0 ? shown : shown.slice(0, tokenAt) + hiddenToken;
}

/** The same of bytes, in which keys and tokens stand as text. */
export function hideSecretsOfBytes(bytes: Uint8Array, keys: readonly string[], isPart: boolean): Uint8Array {
  // A character for each byte, so that all others stay what they are.
  const asBytes = keys.map((key) => Buffer.from(key).toString('latin1'));
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('latin1');
  const shown = (isPart ? hideSecretsOfPart : hideSecrets)(text, asBytes);
  return shown === text ? bytes : Buffer.from(shown, 'latin1');
}

/** How much of the beginning of a key is at the end of a text. */
function lengthLeft(key: string, text: string): number {
  for (let length = key.length - 1; length >= leastOfKey; length -= 1) {
    if (text.endsWith(key.slice(0, length))) return length;
  }
  return 0;
}

/** Where a token begins that goes on to the end of a text; below zero where there is none. */
function beginOfToken(text: string): number {
  let at = text.length;
  while (at > 0 && /[\w.-]/.test(text.charAt(at - 1))) at -= 1;
  const begin = text.slice(at).indexOf('eyJ');
  return begin < 0 ? begin : at + begin;
}
