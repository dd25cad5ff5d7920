import { toDefinition } from '../../lib/metadata/definitions.js';
import type { FunctionDefinition } from '../../lib/metadata/definition.js';
import type { ControllerClass } from '../../lib/metadata/records.js';
import { scanController } from '../../lib/metadata/scanner.js';

/** What the decorated methods of a class mean, by method name. */
export function define(
  controller: ControllerClass,
  settings: Readonly<Record<string, string>> = {},
): Record<string, FunctionDefinition> {
  const definitions = scanController(controller).map((scanned) =>
    toDefinition(scanned, { setting: (name) => settings[name] }),
  );
  return Object.fromEntries(definitions.map((definition) => [String(definition.method), definition]));
}

/** The code of the error that a call throws; fails when it throws none. */
export function codeOf(call: () => unknown): string {
  try {
    call();
  } catch (error) {
    return (error as { code: string }).code;
  }
  throw new Error('Expected an error.');
}

/** The message of the error that a call throws; fails when it throws none. */
export function messageOf(call: () => unknown): string {
  try {
    call();
  } catch (error) {
    return (error as Error).message;
  }
  throw new Error('Expected an error.');
}
