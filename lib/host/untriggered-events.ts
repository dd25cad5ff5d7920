import type { FunctionDefinition } from '../metadata/definition.js';
import type { ControllerClass } from '../metadata/records.js';
import { classChain } from '../metadata/scanner.js';
import { systemEventNames } from '../protocol/event-type.js';

/**
 * The methods of controllers that are named as a system event and have no trigger, in classes that take events: most likely it was
 * forgotten, and without one for `connect` every client is let in.
 */
export function untriggeredEvents(definitions: readonly FunctionDefinition[]): readonly { readonly where: string }[] {
  const classes = new Set(
    definitions.filter(({ trigger }) => trigger.kind === 'event').map(({ controller }) => controller),
  );
  return [...classes].flatMap((controller) =>
    systemEventNames
      .filter((name) => hasMethod(controller, name))
      .filter((name) => !definitions.some((one) => one.controller === controller && one.method === name))
      .map((name) => ({ where: `${controller.name}.${name}` })),
  );
}

// Never by reading the member: a getter would run.
function hasMethod(controller: ControllerClass, name: string): boolean {
  return classChain(controller).some(
    ({ prototype }) => typeof Object.getOwnPropertyDescriptor(prototype, name)?.value === 'function',
  );
}
