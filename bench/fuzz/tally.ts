/** What became of one input: taken, or refused in the service's own words. */
export interface Outcome {
  readonly isAccepted: boolean;
  /** A status, the name of an error or a close code. */
  readonly label: string;
}

interface Row {
  sent: number;
  mutated: number;
  accepted: number;
  readonly others: Map<string, number>;
}

// Enough to see what is wrong; all of them are counted.
const kept = 20;

/** Counts what was sent by kind, and keeps what should not have happened. */
export class Tally {
  readonly #rows = new Map<string, Row>();
  readonly findings: string[] = [];
  findingCount = 0;

  count(kind: string, isMutated: boolean, { isAccepted, label }: Outcome): void {
    const row = this.#rowOf(kind);
    row.sent += 1;
    if (isMutated) row.mutated += 1;
    if (isAccepted) row.accepted += 1;
    else row.others.set(label, (row.others.get(label) ?? 0) + 1);
  }

  /** Told at once: a run in which something hangs may be ended by others before its end. */
  finding(text: string): void {
    this.findingCount += 1;
    if (this.findings.length >= kept) return;
    this.findings.push(text);
    console.error(`finding ${String(this.findingCount)}: ${text}`);
  }

  get sent(): number {
    return this.#sum(({ sent }) => sent);
  }

  get mutated(): number {
    return this.#sum(({ mutated }) => mutated);
  }

  /** Kinds that were accepted less often than this, without those of which none is valid. */
  rare(least: number): readonly string[] {
    const valid = [...this.#rows].filter(([, { sent, mutated }]) => mutated < sent);
    return valid.filter(([, { accepted }]) => accepted < least).map(([kind]) => kind);
  }

  table(): string {
    const lines = [...this.#rows]
      .sort(([left], [right]) => (left < right ? -1 : 1))
      .map(([kind, row]) => line(kind, row));
    return [`${'kind'.padEnd(52)}${['sent', 'mutated', 'accepted'].map(column).join('')}  otherwise`, ...lines].join(
      '\n',
    );
  }

  #sum(of: (row: Row) => number): number {
    return [...this.#rows.values()].reduce((sum, row) => sum + of(row), 0);
  }

  #rowOf(kind: string): Row {
    const row = this.#rows.get(kind) ?? { sent: 0, mutated: 0, accepted: 0, others: new Map<string, number>() };
    this.#rows.set(kind, row);
    return row;
  }
}

function line(kind: string, { sent, mutated, accepted, others }: Row): string {
  const most = [...others]
    .sort(([, left], [, right]) => right - left)
    .map(([label, count]) => `${label} ${String(count)}`);
  return `${kind.padEnd(52)}${[sent, mutated, accepted].map(column).join('')}  ${most.join(', ')}`;
}

function column(value: string | number): string {
  return String(value).padStart(10);
}
