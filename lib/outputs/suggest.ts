/** The allowed names as a sentence's end, with the likely one first: `a, b (did you mean "b"?)`. */
export function listAllowed(allowed: readonly string[], written: string): string {
  const near = closestName(written, allowed);
  const list = allowed.length > 0 ? allowed.join(', ') : 'nothing else';
  return near === undefined ? list : `${list} (did you mean "${near}"?)`;
}

/** The allowed name that a misspelt one most likely stands for: equal but for letter case, or at most two edits away. */
export function closestName(written: string, allowed: readonly string[]): string | undefined {
  const limit = Math.min(2, Math.floor(written.length / 3));
  let best: { readonly name: string; readonly distance: number } | undefined;
  for (const name of allowed) {
    const distance = editDistance(written.toLowerCase(), name.toLowerCase(), limit);
    if (distance <= limit && distance < (best?.distance ?? Infinity)) best = { name, distance };
  }
  return best?.name;
}

// Levenshtein, one row at a time; names whose lengths differ by more than the limit are not compared at all.
function editDistance(left: string, right: string, limit: number): number {
  if (Math.abs(left.length - right.length) > limit) return Infinity;
  let row = Array.from({ length: right.length + 1 }, (_, index) => index);
  for (const [i, letter] of Array.from(left).entries()) {
    const next = [i + 1];
    for (const [j, other] of Array.from(right).entries()) {
      const replaced = (row[j] ?? 0) + (letter === other ? 0 : 1);
      next.push(Math.min(replaced, (row[j + 1] ?? 0) + 1, (next[j] ?? 0) + 1));
    }
    row = next;
  }
  return row.at(-1) ?? Infinity;
}
