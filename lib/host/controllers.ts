import { createError } from '../errors.js';
import { toDefinition } from '../metadata/definitions.js';
import type { FunctionDefinition } from '../metadata/definition.js';
import { refuseDuplicates } from '../metadata/duplicates.js';
import { className } from '../metadata/place.js';
import type { ControllerClass } from '../metadata/records.js';
import { classChain, scanController } from '../metadata/scanner.js';
import type { Scope } from '../metadata/scope.js';
import { decoratedClasses } from '../metadata/store.js';

/** The classes to take functions from, and the instances that were handed in. */
export interface Controllers {
  readonly classes: readonly ControllerClass[];
  readonly instances: readonly object[];
}

/**
 * Sorts what `controllers` and `functions` hold; without both, takes every decorated class that no other decorated class extends.
 * @throws ConfigurationError for what is neither class nor instance.
 */
export function readControllers(
  controllers: readonly unknown[] | undefined,
  functions?: readonly object[],
): Controllers {
  if (controllers === undefined && functions === undefined)
    return { classes: leaves(decoratedClasses()), instances: [] };
  const { classes, instances } = sort(controllers ?? []);
  const defined = functions ?? [];
  return {
    // A function that is handed in twice is found as a duplicate, like any other.
    classes: [...classes, ...defined.map((one) => one.constructor as ControllerClass)],
    instances: [...instances, ...defined],
  };
}

function sort(controllers: readonly unknown[]): Controllers {
  const instances = controllers.filter((one, index) => isInstance(one, index));
  refuseTwins(controllers);
  const classes = controllers.map(
    (one) => (typeof one === 'function' ? one : (one as object).constructor) as ControllerClass,
  );
  return { classes: [...new Set(classes)], instances };
}

function isInstance(one: unknown, index: number): one is object {
  if (typeof one === 'function' && one.prototype !== undefined) return false;
  if (typeof one === 'object' && one !== null && !Array.isArray(one) && typeof one.constructor === 'function')
    return true;
  throw createError('WPS_NOT_A_CONTROLLER', { index, actual: describe(one) });
}

function describe(one: unknown): string {
  if (one === null || one === undefined) return String(one);
  if (Array.isArray(one)) return 'an array';
  return typeof one === 'object' ? 'an object without a class' : `a ${typeof one}`;
}

// An event has one function, so of two instances one would be left out in silence.
function refuseTwins(controllers: readonly unknown[]): void {
  const seen = new Set<unknown>();
  controllers.forEach((one, index) => {
    if (typeof one !== 'object' || one === null) return;
    if (seen.has(one.constructor))
      throw createError('WPS_NOT_A_CONTROLLER', {
        index,
        actual: `a second instance of ${className(one.constructor)}`,
      });
    seen.add(one.constructor);
  });
}

function leaves(classes: readonly ControllerClass[]): readonly ControllerClass[] {
  const extended = new Set(classes.flatMap((one) => classChain(one).slice(1)));
  return classes.filter((one) => !extended.has(one));
}

/**
 * Every function of the controllers, judged.
 * @throws ConfigurationError naming class and method.
 */
export function defineFunctions({ classes }: Controllers, scope: Scope): readonly FunctionDefinition[] {
  const definitions = classes.flatMap((controller) => {
    const scanned = scanController(controller);
    if (scanned.length === 0) throw createError('WPS_NO_FUNCTIONS', { where: className(controller) });
    return scanned.map((method) => toDefinition(method, scope));
  });
  refuseDuplicates(definitions);
  return definitions;
}
