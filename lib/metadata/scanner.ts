import type { AnyMiddleware, ControllerClass, DecoratorRecord, Member, RecordOf } from './records.js';
import { ownRecords } from './store.js';

/** One decorated method as its decorators described it, inheritance resolved and nothing judged. */
export interface ScannedMethod {
  readonly controller: ControllerClass;
  readonly member: Member;
  /** Of the method itself. */
  readonly records: readonly DecoratorRecord[];
  /** Of its parameters, by index. */
  readonly parameters: ReadonlyMap<number, readonly DecoratorRecord[]>;
  /** How many parameters the method declares before the first with a default. */
  readonly length: number;
  /** `@Hub` of the class or the nearest class above it. */
  readonly hub: string | undefined;
  /** How often that class says `@Hub`. */
  readonly hubCount: number;
  /** `@Use` of the classes, the topmost first. */
  readonly use: readonly AnyMiddleware[];
}

/**
 * Collects the decorated methods of a class and of those it extends. A method that is overridden counts once, with the records of the
 * nearest class that decorated it. Only descriptors are looked at, so no getter runs.
 */
export function scanController(controller: ControllerClass): readonly ScannedMethod[] {
  const chain = classChain(controller).map((owner) => readClass(owner));
  const hubs = chain.find((owner) => owner.hubs.length > 0)?.hubs ?? [];
  const use = [...chain].reverse().flatMap((owner) => owner.use);
  const members = new Map<Member, MemberRecords>();
  for (const owner of chain) {
    for (const [member, records] of owner.members) if (!members.has(member)) members.set(member, records);
  }
  return [...members].map(([member, { records, parameters }]) => ({
    ...{ controller, member, hub: hubs[0]?.name, hubCount: hubs.length, use },
    ...{ records, parameters, length: methodOf(controller, member)?.length ?? 0 },
  }));
}

interface MemberRecords {
  readonly records: DecoratorRecord[];
  readonly parameters: Map<number, DecoratorRecord[]>;
}

/** What one class says of itself and of its members, in one pass. */
function readClass(owner: ControllerClass) {
  const hubs: RecordOf<'hub'>[] = [];
  const use: AnyMiddleware[] = [];
  const members = new Map<Member, MemberRecords>();
  for (const { place, record } of ownRecords(owner)) {
    if (place.on === 'class') {
      if (record.kind === 'hub') hubs.push(record);
      if (record.kind === 'use') use.push(...record.middleware);
      continue;
    }
    const of = members.get(place.member) ?? { records: [], parameters: new Map<number, DecoratorRecord[]>() };
    members.set(place.member, of);
    if (place.on === 'method') of.records.push(record);
    else of.parameters.set(place.index, [...(of.parameters.get(place.index) ?? []), record]);
  }
  return { hubs, use, members };
}

/** The class and those it extends, nearest first. */
export function classChain(controller: ControllerClass): readonly ControllerClass[] {
  const chain: ControllerClass[] = [];
  for (let owner: unknown = controller; typeof owner === 'function' && owner !== Function.prototype;) {
    chain.push(owner as ControllerClass);
    owner = Object.getPrototypeOf(owner);
  }
  return chain;
}

/** The function that a class runs under a name, whichever class above declares it. */
export function methodOf(controller: ControllerClass, member: Member): ((...args: never[]) => unknown) | undefined {
  for (const owner of classChain(controller)) {
    const value: unknown = Object.getOwnPropertyDescriptor(owner.prototype, member)?.value;
    if (typeof value === 'function') return value as (...args: never[]) => unknown;
  }
  return undefined;
}
