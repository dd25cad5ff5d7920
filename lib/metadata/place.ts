import { createError } from '../errors.js';
import { isFunctionClass } from './function-class.js';
import type { ControllerClass, Member } from './records.js';

/** Where a decorator stands. `owner` is the class, never its prototype. */
export type Place =
  | { readonly on: 'class'; readonly owner: ControllerClass }
  | { readonly on: 'method'; readonly owner: ControllerClass; readonly member: Member }
  | { readonly on: 'parameter'; readonly owner: ControllerClass; readonly member: Member; readonly index: number };

type Position = Place['on'];

const positions: Readonly<Record<Position, string>> = {
  class: 'a class',
  method: 'a method',
  parameter: 'a parameter of a method',
};

/**
 * Reads where a decorator was applied, from the arguments that it was called with: `(class)`, `(prototype, member, descriptor)` or
 * `(prototype, member, index)`. The compiler is not needed: the same call by hand says the same.
 * @throws ConfigurationError where the decorator cannot stand, and under the standard decorators protocol.
 */
export function readPlace(decorator: string, args: readonly unknown[], allowed: readonly Position[]): Place {
  refuseStandardProtocol(decorator, args[1]);
  const place = placeOf(args);
  if (typeof place === 'string') throw misplaced(decorator, place, args, allowed);
  if (!allowed.includes(place.on)) throw misplaced(decorator, positions[place.on], args, allowed);
  return place;
}

// A standard (TC39) decorator gets a context object with "kind" as its second argument. tsc lets a class without parameter
// decorators through silently, so this is the only place where it shows.
function refuseStandardProtocol(decorator: string, second: unknown): void {
  if (typeof second === 'object' && second !== null && 'kind' in second) {
    throw createError('WPS_STANDARD_DECORATORS', { decorator });
  }
}

function placeOf([target, member, third]: readonly unknown[]): Place | string {
  if (typeof target === 'function') {
    if (member !== undefined) return 'a static member';
    if (third !== undefined) return 'a parameter of a constructor';
    return { on: 'class', owner: target as ControllerClass };
  }
  if (typeof target !== 'object' || target === null) return 'what is no class';
  if (typeof member !== 'string' && typeof member !== 'symbol') return 'what is no class';
  if (typeof Object.getOwnPropertyDescriptor(target, member)?.value !== 'function')
    return 'a property that is no method';
  const owner = target.constructor as ControllerClass;
  return typeof third === 'number' ? { on: 'parameter', owner, member, index: third } : { on: 'method', owner, member };
}

function misplaced(
  decorator: string,
  place: string,
  [target, member]: readonly unknown[],
  allowed: readonly Position[],
) {
  const className = typeof target === 'function' ? target.name : (target as object | null)?.constructor.name;
  const where = [className ?? 'unknown', member].filter((part) => part !== undefined).map(String);
  return createError('WPS_DECORATOR_PLACE', {
    decorator,
    place,
    where: where.join('.'),
    allowed: allowed.map((position) => positions[position]).join(' or '),
  });
}

/** `Chat`, `Chat.join` or `Chat.join, parameter 1` (counted from 0, as in the code). */
export function describePlace(place: Place): string {
  if (place.on === 'class') return place.owner.name;
  const method = describeMember(place.owner, place.member);
  return place.on === 'method' ? method : `${method}, parameter ${String(place.index)}`;
}

export function describeMember(owner: ControllerClass, member: Member): string {
  return isFunctionClass(owner) ? owner.name : `${owner.name}.${String(member)}`;
}
