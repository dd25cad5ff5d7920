import type { ShownEntry } from '../wire.js';
import type { Chain } from './chain.js';
import { hasFailed } from './chain.js';
import { detailOf, kindOf, titleOf } from './describe-entry.js';
import type { Timeline } from './timeline.js';

/** A word of a filter. */
interface Term {
  readonly field: Field;
  /** In lower case, unless it is exact. */
  readonly text: string;
  /** `field:"word"`: nothing but this. */
  readonly isExact: boolean;
  /** `-word`: what does not have it. */
  readonly isNot: boolean;
}

const fields = ['hub', 'user', 'connection', 'group', 'kind', 'is'] as const;
type Field = (typeof fields)[number] | 'text';

export type Filter = readonly Term[];

/**
 * Reads `hub:chat user:"ann" -kind:rest "two words" hello`: all of it has to fit. A field may be shortened. A value in quotes is the whole of
 * its field; in quotes `\"` and `\\` stand for a quote and a backslash.
 */
export function parseFilter(text: string): Filter {
  const words = text.match(/-?(?:[a-z]+:)?"(?:\\.|[^"\\])*"|\S+/gis) ?? [];
  return words.map(parseTerm).filter(({ text: wanted }) => wanted !== '');
}

function parseTerm(word: string): Term {
  const isNot = word.startsWith('-') && word.length > 1;
  const bare = isNot ? word.slice(1) : word;
  const [, name = '', value = ''] = /^([a-z]+):(.*)$/is.exec(bare) ?? [];
  const field = name === '' ? undefined : fields.find((known) => known.startsWith(name.toLowerCase()));
  const wanted = field === undefined ? bare : value;
  const [, quoted] = /^"(.*)"$/s.exec(wanted) ?? [];
  // Hubs are the same in any letter case.
  const isExact = quoted !== undefined && field !== undefined && field !== 'is';
  const plain = quoted?.replace(/\\(["\\])/g, '$1') ?? wanted.replaceAll('"', '');
  return { field: field ?? 'text', text: isExact && field !== 'hub' ? plain : plain.toLowerCase(), isExact, isNot };
}

/** The words of a filter that show what has just this value. */
export function exactly(field: Field, value: string): string {
  return `${field}:"${value.replace(/["\\]/g, '\\$&')}"`;
}

/** Whether a chain is to be shown. */
export function fits(chain: Chain, filter: Filter, timeline: Pick<Timeline, 'userOf'>): boolean {
  return filter.every(({ isNot, ...term }) => has(chain, term, timeline) !== isNot);
}

function has(chain: Chain, { field, text, isExact }: Omit<Term, 'isNot'>, timeline: Pick<Timeline, 'userOf'>): boolean {
  if (field === 'is') return 'failed'.startsWith(text) && hasFailed(chain);
  return chain.entries.some((entry) => {
    const value = readers[field](entry, timeline);
    return isExact ? value === text : value.toLowerCase().includes(text);
  });
}

const readers: Readonly<
  Record<Exclude<Field, 'is'>, (entry: ShownEntry, timeline: Pick<Timeline, 'userOf'>) => string>
> = {
  hub: ({ hub = '' }) => hub.toLowerCase(),
  user: ({ userId, connectionId }, timeline) => userId ?? timeline.userOf(connectionId) ?? '',
  connection: ({ connectionId = '' }) => connectionId,
  group: ({ group = '' }) => group,
  kind: kindOf,
  text: (entry) => `${titleOf(entry)} ${detailOf(entry)} ${entry.connectionId ?? ''} ${entry.message?.data ?? ''}`,
};

/** Remembers which chains fit, until they or the filter change. */
export class FilteredChains {
  readonly #timeline: Pick<Timeline, 'userOf' | 'chains' | 'revision'>;
  #shown: { readonly revision: number; readonly chains: readonly Chain[] } | undefined;
  #filter: Filter = [];
  #known = new WeakMap<Chain, { readonly version: number; readonly fits: boolean }>();

  constructor(timeline: Pick<Timeline, 'userOf' | 'chains' | 'revision'>) {
    this.#timeline = timeline;
  }

  set(filter: Filter): void {
    this.#filter = filter;
    this.#known = new WeakMap();
    this.#shown = undefined;
  }

  get chains(): readonly Chain[] {
    const { chains, revision } = this.#timeline;
    if (this.#filter.length === 0) return chains;
    if (this.#shown?.revision !== revision) {
      this.#shown = { revision, chains: chains.filter((chain) => this.#fits(chain)) };
    }
    return this.#shown.chains;
  }

  #fits(chain: Chain): boolean {
    const known = this.#known.get(chain);
    if (known?.version === chain.version) return known.fits;
    const fit = fits(chain, this.#filter, this.#timeline);
    this.#known.set(chain, { version: chain.version, fits: fit });
    return fit;
  }
}
