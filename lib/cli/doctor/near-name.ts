/** The name that a misspelt one was most likely meant for: at most two slips away, and at most one letter in three. */
export function nearName(written: string, names: readonly string[]): string | undefined {
  const limit = Math.min(2, Math.floor(written.length / 3));
  return names.find((name) => slips(written.toLowerCase(), name.toLowerCase(), limit) <= limit);
}

/** Letters that are wrong, too many or missing; no more are looked for than the limit. */
function slips(left: string, right: string, limit: number): number {
  if (left === right) return 0;
  if (limit === 0) return 1;
  const [rest, other] = [left.slice(1), right.slice(1)];
  if (left !== '' && right !== '' && left.startsWith(right.charAt(0))) return slips(rest, other, limit);
  return (
    1 +
    Math.min(
      ...(
        [
          [rest, right],
          [left, other],
          [rest, other],
        ] as const
      ).map((pair) => slips(...pair, limit - 1)),
    )
  );
}
