import { createError } from '../errors.js';
import { isFunctionClass } from './function-class.js';
import { nthParameter } from './parameter-words.js';
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
  if (typeof target !== 'object' || typeof target?.constructor !== 'function') return 'what is no class';
  if (typeof member !== 'string' && typeof member !== 'symbol') return 'what is no class';
  if (typeof Object.getOwnPropertyDescriptor(target, member)?.value !== 'function')
    return 'a property that is no method';
  const owner = target.constructor as ControllerClass;
  if (isIndex(third)) return { on: 'parameter', owner, member, index: third };
  // A compiler passes a descriptor or nothing.
  if (third === undefined || typeof third === 'object') return { on: 'method', owner, member };
  return typeof third === 'number' ? `parameter ${String(third)} of a method` : 'a parameter without a number';
}

function isIndex(value: unknown): value is number {
  return Number.isSafeInteger(value) && Number(value) >= 0;
}

function misplaced(
  decorator: string,
  place: string,
  [target, member]: readonly unknown[],
  allowed: readonly Position[],
) {
  const owner: unknown =
    typeof target === 'function' ? target : (target as Partial<object> | null | undefined)?.constructor;
  const name = typeof owner === 'function' ? className(owner) : 'unknown';
  const isFunction = typeof owner === 'function' && isFunctionClass(owner as ControllerClass);
  const where = [name, isFunction ? undefined : member].filter((part) => part !== undefined).map(String);
  return createError('WPS_DECORATOR_PLACE', {
    decorator,
    place,
    where: where.join('.'),
    allowed: allowed.map((position) => positions[position]).join(' or '),
  });
}

/** `Chat`, `Chat.join` or `Chat.join, 2nd parameter`. */
export function describePlace(place: Place): string {
  if (place.on === 'class') return className(place.owner);
  const method = describeMember(place.owner, place.member);
  return place.on === 'method' ? method : `${method}, ${nthParameter(place.index)}`;
}

export function describeMember(owner: ControllerClass, member: Member): string {
  return isFunctionClass(owner) ? className(owner) : `${className(owner)}.${String(member)}`;
}

/** The name of a class in messages; a class need not have one, or may have a static member of that name. */
export function className({ name }: { readonly name: unknown }): string {
  return typeof name === 'string' && name !== '' ? name : '(anonymous class)';
}
