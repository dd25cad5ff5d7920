import { Sources, type Tree } from './house/sources.js';
import { walls, type HouseRules, type Wall } from './house/walls.js';

export interface Violation {
  readonly wall: Wall;
  readonly file: string;
  readonly problem: string;
}

/** Everything in which a tree departs from the house. */
export function findViolations(tree: Tree, rules: HouseRules = {}): Violation[] {
  const sources = new Sources(tree);
  return Object.entries(walls).flatMap(([wall, check]) =>
    [...check(sources, rules)].map(([file, problem]) => ({ wall: wall as Wall, file, problem })),
  );
}
