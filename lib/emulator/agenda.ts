/** Something that a clock is to run. */
export interface Due {
  readonly at: number;
  readonly run: () => void;
  readonly isBackground: boolean;
  readonly keepsProcess: boolean;
}

/** What is due, earliest first; of several at one time the one that was added first. */
export class Agenda {
  readonly #dues: Due[] = [];

  add(due: Due): void {
    // What is added is mostly due late: it is looked for from the end.
    let index = this.#dues.length;
    while (index > 0 && (this.#dues[index - 1]?.at ?? 0) > due.at) index -= 1;
    this.#dues.splice(index, 0, due);
  }

  /** Whether it was still there. */
  remove(due: Due): boolean {
    const index = this.#dues.indexOf(due);
    if (index >= 0) this.#dues.splice(index, 1);
    return index >= 0;
  }

  first(): Due | undefined {
    return this.#dues[0];
  }

  /** What is due up to a time, in order. */
  until(time: number): readonly Due[] {
    return this.#dues.filter(({ at }) => at <= time);
  }

  /** The first that somebody may wait for. */
  firstAwaited(): Due | undefined {
    return this.#dues.find(({ isBackground }) => !isBackground);
  }

  /** The first of those that the process is to be kept alive for. */
  firstKeeping(): Due | undefined {
    return this.#dues.find(({ isBackground, keepsProcess }) => keepsProcess && !isBackground);
  }
}
