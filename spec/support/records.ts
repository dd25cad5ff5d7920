import type { ControllerClass } from '../../lib/metadata/records.js';
import { ownRecords } from '../../lib/metadata/store.js';

/** What decorators wrote for a class: `join 1` is its parameter, `join` the method, `class` the class. */
export function recordsOf(controller: ControllerClass): unknown {
  return ownRecords(controller).map(({ place, record }) => {
    if (place.on === 'class') return ['class', record];
    return [place.on === 'method' ? place.member : `${String(place.member)} ${String(place.index)}`, record];
  });
}

type AnyDecorator = (...args: readonly unknown[]) => unknown;

/** Where a decorator may stand: it is applied by hand to a class, a method, a parameter, a static method and a property. */
export function placesOf(make: () => unknown): readonly string[] {
  class Subject {
    static help(): void {}
    topic = '';
    join(): void {}
  }
  const places: Readonly<Record<string, readonly unknown[]>> = {
    class: [Subject],
    method: [Subject.prototype, 'join', Object.getOwnPropertyDescriptor(Subject.prototype, 'join')],
    parameter: [Subject.prototype, 'join', 0],
    'static method': [Subject, 'help'],
    property: [Subject.prototype, 'topic'],
    constructor: [Subject, undefined, 0],
  };
  return Object.keys(places).filter((place) => {
    try {
      return (make() as AnyDecorator)(...(places[place] ?? [])) === undefined;
    } catch {
      return false;
    }
  });
}
