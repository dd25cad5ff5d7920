/** What plain data weighs, nearly: the characters of its texts and names, and its bytes. */
export function weightOf(data: object): number {
  let weight = 0;
  for (const [name, value] of Object.entries(data) as readonly (readonly [string, unknown])[]) {
    weight += name.length;
    if (typeof value === 'string' || value instanceof Uint8Array) weight += value.length;
    else if (typeof value === 'object' && value !== null) weight += weightOf(value);
  }
  return weight;
}
