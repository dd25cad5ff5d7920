import type { Expression } from './tree.js';

/** What is wrong with a filter. It never leaves this folder. */
export class FilterProblem extends Error {
  override readonly name = 'FilterProblem';
  /** The part that is wrong; undefined for the whole of it. */
  readonly within: Expression | undefined;

  constructor(detail: string, within?: Expression) {
    super(detail);
    this.within = within;
  }
}
