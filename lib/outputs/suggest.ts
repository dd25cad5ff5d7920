/** The allowed names as a sentence's end, with the likely one first: `a, b (did you mean "b"?)`. */
export function listAllowed(allowed: readonly string[], written: string): string {
  const near = closestName(written, allowed);
  const list = allowed.length > 0 ? allowed.join(', ') : 'nothing else';
  return near === undefined ? list : `${list} (did you mean "${near}"?)`;
}

/** The allowed name that a misspelt one most likely stands for: equal but for letter case, or at most two slips away. */
export function closestName(written: string, allowed: readonly string[]): string | undefined {
  const limit = Math.min(2, Math.floor(written.length / 3));
  let best: { readonly name: string; readonly distance: number } | undefined;
  for (const name of allowed) {
    const distance = editDistance(written.toLowerCase(), name.toLowerCase(), limit);
    if (distance <= limit && distance < (best?.distance ?? Infinity)) best = { name, distance };
  }
  return best?.name;
}

// Edits of one letter, and two neighbours in each other's place as one, row by row (optimal string alignment); names whose lengths differ by
// more than the limit are not compared at all.
function editDistance(left: string, right: string, limit: number): number {
  if (Math.abs(left.length - right.length) > limit) return Infinity;
  let before: readonly number[] = [];
  let row = Array.from({ length: right.length + 1 }, (_, index) => index);
  for (let i = 1; i <= left.length; i++) {
    const next = [i];
    for (let j = 1; j <= right.length; j++) {
      const replaced = (row[j - 1] ?? 0) + (left[i - 1] === right[j - 1] ? 0 : 1);
      const isSwap = i > 1 && j > 1 && left[i - 1] === right[j - 2] && left[i - 2] === right[j - 1];
      const swapped = isSwap ? (before[j - 2] ?? 0) + 1 : Infinity;
      next.push(Math.min(replaced, swapped, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    [before, row] = [row, next];
  }
  return row.at(-1) ?? Infinity;
}
