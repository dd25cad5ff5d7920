/** The name that a misspelt one was most likely meant for: at most two slips away, at most one letter in three; letter case is none. */
export function nearName(written: string, names: readonly string[]): string | undefined {
  const most = Math.min(2, Math.floor(written.length / 3));
  for (let slips = 1; slips <= most; slips += 1) {
    const found = names.find((name) => isWithin(slips, written.toLowerCase(), name.toLowerCase()));
    if (found !== undefined) return found;
  }
  return undefined;
}

/** The same, or the name that begins with what was written. */
export function nearest(written: string, names: readonly string[]): string | undefined {
  const begun = written.length < 3 ? undefined : names.find((name) => name.startsWith(written));
  return nearName(written, names) ?? begun;
}

/** What is said of a name that there is not, where another one may be meant. */
export function didYouMean(written: string, names: readonly string[]): string {
  const name = nearest(written, names);
  return name === undefined ? '' : ` Did you mean ${name}?`;
}

/** Whether so many letters too many, too few, wrong or in each other's place explain the difference. */
function isWithin(slips: number, left: string, right: string): boolean {
  if (left === right) return true;
  if (slips === 0) return false;
  const [[first, second], [other, next]] = [left, right];
  if (first === other) return isWithin(slips, left.slice(1), right.slice(1));
  const isSwap = first === next && second === other;
  return (
    isWithin(slips - 1, left.slice(1), right) ||
    isWithin(slips - 1, left, right.slice(1)) ||
    isWithin(slips - 1, left.slice(1), right.slice(1)) ||
    (isSwap && isWithin(slips - 1, left.slice(2), right.slice(2)))
  );
}
