/** The person every example warns of. Try it: `connect` refuses the name. */
const banned: ReadonlySet<string> = new Set(['mallory']);

const rules: readonly (readonly [isBroken: (name: string) => boolean, says: string])[] = [
  [(name) => !/[\p{L}\p{N}\p{P}\p{S}]/u.test(name), 'Please give a name that others can see.'],
  [(name) => lengthOf(name) > 32, 'Please give a name of at most 32 characters.'],
  [(name) => /^\s|\s$|\s\s/u.test(name), 'Please give a name without blanks at its ends and without double blanks.'],
  // Line breaks, and marks that turn the direction of the text around them.
  [
    (name) => /[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\u202a-\u202e\u2066-\u2069]/u.test(name),
    'Please give a name without control characters.',
  ],
];

/** Why nobody can be called so, in words for the person who tried; undefined for a name. HTML is a name like any other: pages show it as text. */
export function problemOfName(name: unknown): string | undefined {
  if (typeof name !== 'string') return 'Please give one name.';
  return rules.find(([isBroken]) => isBroken(name))?.[1];
}

/** Why a person may not come in; undefined for somebody who may. */
export function refusalOf(name: unknown): string | undefined {
  const problem = problemOfName(name);
  if (problem !== undefined || typeof name !== 'string') return problem;
  return banned.has(plain(name)) ? `“${name}” is banned from this chat. Please choose another name.` : undefined;
}

// An emoji of a family is one character to its reader; a letter under a tower of accents is many.
function lengthOf(name: string): number {
  return Math.max([...new Intl.Segmenter().segment(name)].length, name.normalize('NFC').length / 4);
}

// Full-width letters, letter case and invisible characters make no other person.
function plain(name: string): string {
  return name
    .normalize('NFKC')
    .replace(/\p{Cf}/gu, '')
    .toLowerCase();
}
