/** The name that a misspelt one was most likely meant for: at most two slips away, and at most one letter in three. */
export function nearName(written: string, names: readonly string[]): string | undefined {
  const limit = Math.min(2, Math.floor(written.length / 3));
  return names.find((name) => slips(written.toLowerCase(), name.toLowerCase(), limit) <= limit);
}

/** Letters that are wrong, too many, missing, or in their neighbour's place; no more are looked for than the limit. */
function slips(left: string, right: string, limit: number): number {
  if (left === right) return 0;
  if (limit === 0) return 1;
  if (left !== '' && right !== '' && left.startsWith(right.charAt(0)))
    return slips(left.slice(1), right.slice(1), limit);
  const isSwap = left.length > 1 && left.startsWith(right.charAt(1)) && right.startsWith(left.charAt(1));
  const mended: (readonly [number, number])[] = [
    [1, 0],
    [0, 1],
    [1, 1],
  ];
  if (isSwap) mended.push([2, 2]);
  return 1 + Math.min(...mended.map(([of, to]) => slips(left.slice(of), right.slice(to), limit - 1)));
}
