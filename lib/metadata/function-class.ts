import type { ControllerClass } from './records.js';

// Symbol.for: two copies of this package in one process know each other's functions.
const mark = Symbol.for('web-pubsub-bindings:function');

/** The one method of such a class: never the function's own name, which may be `then`, `constructor` or `name`. */
export const handlerMember = 'handler';

/**
 * A class with one method, for a function that was made without decorators: from here on it is like any other. It is never found by
 * itself, only where it is handed in.
 */
export function createFunctionClass(name: string, handler: (...args: never[]) => unknown): new () => object {
  const Defined = class extends Object {};
  Object.defineProperty(Defined, 'name', { value: `function "${name}"` });
  Object.defineProperty(Defined, mark, { value: true });
  Object.defineProperty(Defined.prototype, handlerMember, { value: handler, writable: true });
  return Defined;
}

export function isFunctionClass(owner: ControllerClass): boolean {
  return Object.hasOwn(owner, mark);
}

/**
 * What `defineFunction` makes and `bootstrap({ functions })` takes.
 * @typeParam H The type of the function as it was given.
 */
export interface DefinedFunction<H = (...args: never[]) => unknown> {
  /** What the function is called in messages and logs. */
  readonly name: string;
  /** The function as it was given, for unit tests. */
  readonly handler: H;
}

/** Whether a value is what `defineFunction` makes. */
export function isDefinedFunction(value: unknown): value is DefinedFunction {
  if (typeof value !== 'object' || value === null) return false;
  const { constructor: made } = value as { readonly constructor?: unknown };
  return typeof made === 'function' && isFunctionClass(made as ControllerClass);
}
