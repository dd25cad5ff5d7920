/** Something to measure: it says how many milliseconds it took, so that what it needs beforehand is not counted. */
export type Measure = () => Promise<number>;

/** Measures everything once in each round, so that a slow moment of the machine is shared out; the median of each is what counts. */
export async function medians<N extends string>(
  measures: Readonly<Record<N, Measure>>,
  rounds: number,
): Promise<Readonly<Record<N, number>>> {
  const names = Object.keys(measures) as N[];
  const taken = new Map<N, number[]>(names.map((name) => [name, []]));
  for (let round = 0; round < rounds; round += 1)
    for (const name of names) taken.get(name)?.push(await measures[name]());
  return Object.fromEntries(names.map((name) => [name, median(taken.get(name) ?? [])])) as Record<N, number>;
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((left, right) => left - right);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}

/** How long one call takes, of many in a row: a single one is shorter than the clock is exact. */
export function each(times: number, call: () => Promise<unknown>): Measure {
  return async () => {
    const start = performance.now();
    for (let index = 0; index < times; index += 1) await call();
    return (performance.now() - start) / times;
  };
}
