type Step =
  { readonly kind: 'literal'; readonly character: string } | { readonly kind: 'one' | 'segment' | 'everything' };

/** A pattern over group names, as roles carry it. */
export interface GroupPattern {
  /** As it was written. */
  readonly text: string;
  readonly matches: (group: string) => boolean;
  /** The one group it stands for, where nothing in it is a wildcard. */
  readonly literal: string | undefined;
  /** A lone `**`. */
  readonly matchesAll: boolean;
}

// service: concept-wildcard-group-roles, "at most five asterisks"; each star of ** counts.
const greatestStars = 5;
const greatestLength = 1024;

/**
 * `?` is one character but `.`, `*` any number of characters but `.`, `**` any number of any characters; `\` stands before
 * `*`, `?` and `\` that mean themselves. Undefined for a pattern that the service does not take.
 */
export function parseGroupPattern(pattern: string): GroupPattern | undefined {
  const steps = pattern === '' || pattern.length > greatestLength ? undefined : readSteps(pattern);
  if (steps === undefined) return undefined;
  const literal = steps.every((step) => step.kind === 'literal')
    ? steps.map((step) => step.character).join('')
    : undefined;
  const matchesAll = steps.length === 1 && steps[0]?.kind === 'everything';
  return { text: pattern, matches: (group) => runSteps(steps, group), literal, matchesAll };
}

function readSteps(pattern: string): Step[] | undefined {
  const steps: Step[] = [];
  let stars = 0;
  for (let at = 0; at < pattern.length; at += 1) {
    const character = pattern.charAt(at);
    if (character === '\\') {
      at += 1;
      if (!'*?\\'.includes(pattern[at] ?? 'x')) return undefined;
      steps.push({ kind: 'literal', character: pattern.charAt(at) });
    } else if (character === '*') {
      const run = /^\*+/.exec(pattern.slice(at))?.[0].length ?? 1;
      stars += run;
      at += run - 1;
      steps.push({ kind: run > 1 ? 'everything' : 'segment' });
    } else {
      steps.push(character === '?' ? { kind: 'one' } : { kind: 'literal', character });
    }
  }
  return stars > greatestStars ? undefined : steps;
}

/** Follows every way through the pattern at once, so that no pattern costs more than its length times the name's. */
function runSteps(steps: readonly Step[], group: string): boolean {
  let places = skipStars(steps, new Set([0]));
  for (const character of group.split('')) {
    const next = new Set<number>();
    for (const place of places) {
      const step = steps[place];
      if (step === undefined || !takes(step, character)) continue;
      next.add(step.kind === 'literal' || step.kind === 'one' ? place + 1 : place);
    }
    places = skipStars(steps, next);
  }
  return places.has(steps.length);
}

function takes(step: Step, character: string): boolean {
  if (step.kind === 'literal') return step.character === character;
  return step.kind === 'everything' || character !== '.';
}

function skipStars(steps: readonly Step[], places: Set<number>): Set<number> {
  for (const place of places) {
    const kind = steps[place]?.kind;
    if (kind === 'segment' || kind === 'everything') places.add(place + 1);
  }
  return places;
}
