import type { AnyMiddleware, ControllerClass, DecoratorRecord, Member, RecordKind, RecordOf } from './records.js';
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
  const chain = classChain(controller);
  const hubs = chain.map((owner) => classRecords(owner, 'hub')).find(({ length }) => length > 0) ?? [];
  const use = [...chain]
    .reverse()
    .flatMap((owner) => classRecords(owner, 'use').flatMap(({ middleware }) => middleware));
  const members = new Map<Member, ControllerClass>();
  for (const owner of chain) {
    for (const { place } of ownRecords(owner)) {
      if (place.on !== 'class' && !members.has(place.member)) members.set(place.member, owner);
    }
  }
  return [...members].map(([member, owner]) => ({
    ...{ controller, member, hub: hubs[0]?.name, hubCount: hubs.length, use },
    ...memberRecords(controller, owner, member),
  }));
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

function classRecords<K extends RecordKind>(owner: ControllerClass, kind: K): readonly RecordOf<K>[] {
  return ownRecords(owner)
    .filter(({ place }) => place.on === 'class')
    .map(({ record }) => record)
    .filter((record): record is RecordOf<K> => record.kind === kind);
}

function memberRecords(controller: ControllerClass, owner: ControllerClass, member: Member) {
  const records: DecoratorRecord[] = [];
  const parameters = new Map<number, DecoratorRecord[]>();
  for (const { place, record } of ownRecords(owner)) {
    if (place.on === 'class' || place.member !== member) continue;
    if (place.on === 'method') records.push(record);
    else parameters.set(place.index, [...(parameters.get(place.index) ?? []), record]);
  }
  return { records, parameters, length: methodOf(controller, member)?.length ?? 0 };
}

/** The function that a class runs under a name, whichever class above declares it. */
export function methodOf(controller: ControllerClass, member: Member): ((...args: never[]) => unknown) | undefined {
  for (const owner of classChain(controller)) {
    const value: unknown = Object.getOwnPropertyDescriptor(owner.prototype, member)?.value;
    if (typeof value === 'function') return value as (...args: never[]) => unknown;
  }
  return undefined;
}
