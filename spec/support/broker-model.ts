/** What a message of the model says: where it came from, and its number among all that were sent. */
export interface Said {
  readonly from: 'server' | 'group';
  readonly group?: string;
  readonly data: string;
}

/** How long the service keeps a message, as an instant; Infinity without a limit. */
type Expiring = Said & { readonly expiresAt: number };

/** A connection, kept as plainly as can be: no index, no buffer, only what it is and what it must have heard. */
export interface Person {
  readonly id: string;
  readonly userId: string | undefined;
  readonly isReliable: boolean;
  readonly groups: Set<string>;
  /** For each right the groups that it holds for. */
  readonly rights: Readonly<Record<Right, Set<string>>>;
  /** Whether its WebSocket is there, and since when it is not. */
  isHere: boolean;
  awaySince: number;
  hasEnded: boolean;
  /** What came over all of its WebSockets, without repetitions. */
  readonly heard: Said[];
  /** Of a reliable one: what it has not acknowledged, in order. */
  unacknowledged: (Expiring & { readonly hasArrived: boolean })[];
}

export type Right = 'sendToGroup' | 'joinLeaveGroup';

/** The service as its documentation tells of it: a list of people, searched from the beginning each time. */
export class BrokerModel {
  readonly people: Person[] = [];
  now = 0;

  open(
    start: Pick<Person, 'id' | 'userId' | 'isReliable'> & {
      readonly groups: readonly string[];
      readonly mayIn: readonly string[];
    },
  ): Person {
    const person: Person = {
      ...{ id: start.id, userId: start.userId, isReliable: start.isReliable, groups: new Set(start.groups) },
      rights: { sendToGroup: new Set(start.mayIn), joinLeaveGroup: new Set(start.mayIn) },
      ...{ isHere: true, awaySince: 0, hasEnded: false, heard: [], unacknowledged: [] },
    };
    this.people.push(person);
    return person;
  }

  /** Everybody whom the service still knows. */
  known(which: (person: Person) => boolean = () => true): Person[] {
    return this.people.filter((person) => !person.hasEnded && which(person));
  }

  say(to: readonly Person[], said: Said, ttlSeconds: number): void {
    const expiresAt = ttlSeconds === 0 ? Infinity : this.now + ttlSeconds * 1000;
    for (const person of to) {
      if (person.isHere) person.heard.push(said);
      if (person.isReliable) person.unacknowledged.push({ ...said, expiresAt, hasArrived: person.isHere });
    }
  }

  /** A reliable one may come back; anybody else is gone with the WebSocket. */
  lose(person: Person): void {
    person.isHere = false;
    person.awaySince = this.now;
    if (!person.isReliable) person.hasEnded = true;
  }

  /** What it is sent once more, and for the first time. */
  recover(person: Person): readonly string[] {
    person.isHere = true;
    person.unacknowledged = person.unacknowledged.filter(({ expiresAt }) => expiresAt > this.now);
    for (const { hasArrived, expiresAt: _, ...said } of person.unacknowledged) if (!hasArrived) person.heard.push(said);
    person.unacknowledged = person.unacknowledged.map((kept) => ({ ...kept, hasArrived: true }));
    return person.unacknowledged.map(({ data }) => data);
  }

  /** Acknowledges everything that has arrived. */
  acknowledge(person: Person): void {
    person.unacknowledged = person.unacknowledged.filter(({ hasArrived }) => !hasArrived);
  }

  /** Who was away for as long as the service waits is gone. */
  pass(milliseconds: number, recoveryMilliseconds: number): void {
    this.now += milliseconds;
    for (const person of this.known(({ isHere }) => !isHere))
      if (this.now - person.awaySince >= recoveryMilliseconds) person.hasEnded = true;
  }
}
