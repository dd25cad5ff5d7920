import { createError } from '../errors.js';
import type { FunctionDefinition } from '../metadata/definition.js';
import { className } from '../metadata/place.js';
import type { ControllerClass } from '../metadata/records.js';
import type { AnyContext } from '../invocation/reporter.js';

/** Makes the instance to run a function on, for example from a container. Called once for each invocation. */
export type Resolve = (controller: ControllerClass, context: AnyContext) => object | Promise<object>;

/** Controllers by class: those handed in, those that `resolve` makes, else one `new` for each class. */
export class Instances {
  readonly #instances: Map<ControllerClass, object>;
  readonly #resolve: Resolve | undefined;

  constructor(given: readonly object[], resolve: Resolve | undefined) {
    this.#instances = new Map(given.map((instance) => [instance.constructor as ControllerClass, instance]));
    this.#resolve = resolve;
  }

  of({ controller }: FunctionDefinition, context: AnyContext): object | Promise<object> {
    const known = this.#instances.get(controller);
    if (known !== undefined) return known;
    if (this.#resolve !== undefined) return resolved(controller, this.#resolve(controller, context));
    const made = new (controller as new () => object)();
    this.#instances.set(controller, made);
    return made;
  }
}

async function resolved(controller: ControllerClass, made: object | Promise<object>): Promise<object> {
  const instance: unknown = await made;
  if (instance instanceof controller) return instance;
  throw createError('WPS_RESOLVE_FAILED', { name: className(controller), actual: describe(instance) });
}

function describe(value: unknown): string {
  if (typeof value !== 'object' || value === null) return value === null ? 'null' : typeof value;
  // What was made without a class has no constructor.
  const { constructor: made } = value as { readonly constructor?: unknown };
  return typeof made === 'function' ? `an instance of ${className(made)}` : 'an object without a class';
}
