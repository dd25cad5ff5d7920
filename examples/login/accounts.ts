/** Somebody who may sign in. */
export interface Account {
  readonly name: string;
  readonly team: string;
  /** Whether this one may say something to the team; the others listen. */
  readonly isEditor: boolean;
}

interface Entry extends Account {
  readonly password: string;
}

// A real app asks its database, which keeps hashes of passwords.
const entries: readonly Entry[] = [
  { name: 'ann', team: 'red', isEditor: true, password: 'open sesame' },
  { name: 'bob', team: 'red', isEditor: false, password: 'swordfish' },
  { name: 'eve', team: 'blue', isEditor: true, password: 'joshua' },
];

/** The account of that name, or undefined where name or password are wrong: which of them is nobody's business. */
export function findAccount(name: unknown, password: unknown): Account | undefined {
  const found = entries.find((entry) => entry.name === name && entry.password === password);
  return found && { name: found.name, team: found.team, isEditor: found.isEditor };
}
