import 'reflect-metadata';
import { isFunctionClass } from './function-class.js';
import type { Place } from './place.js';
import type { ControllerClass, DecoratorRecord } from './records.js';

/** One record and where it was written. */
export interface PlacedRecord {
  readonly place: Place;
  readonly record: DecoratorRecord;
}

// Symbol.for: two copies of this package in one process read the same records.
const recordsKey = Symbol.for('web-pubsub-bindings:records');

// The one mutable module state of the framework: bootstrap without controllers takes every decorated class.
const decorated = new Set<ControllerClass>();

/** Adds what a decorator said to the records of its class. */
export function addRecord(place: Place, record: DecoratorRecord): void {
  if (!isFunctionClass(place.owner)) decorated.add(place.owner);
  Reflect.defineMetadata(recordsKey, [...ownRecords(place.owner), { place, record }], place.owner);
}

/** The records of a class itself, without those that it inherits, in the order the decorators ran. */
export function ownRecords(controller: ControllerClass): readonly PlacedRecord[] {
  return (Reflect.getOwnMetadata(recordsKey, controller) as readonly PlacedRecord[] | undefined) ?? [];
}

/** Every class that was decorated so far. */
export function decoratedClasses(): readonly ControllerClass[] {
  return [...decorated];
}
