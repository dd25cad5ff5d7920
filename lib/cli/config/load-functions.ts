import { statSync } from 'node:fs';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { describeFunctions, type FunctionInfo, type HostOptions } from '../../index.js';
import { UsageError } from '../command.js';
import { inTime } from '../deadline.js';
import { guardLoading } from './guard-loading.js';
import { watchSyntax } from './syntax-place.js';

type DefinedFunctions = NonNullable<HostOptions['functions']>;

/**
 * The functions of a module: those of the host that it exports; else what it exports of `defineFunction`, and every decorated class that it or
 * what it imports declares.
 * @throws UsageError for a module that is not there, does not load, or has no function.
 */
export async function loadFunctions(
  path: string,
  eventPath: string | undefined,
  patience = 30_000,
): Promise<readonly FunctionInfo[]> {
  const exported = Object.values(await load(path, patience)).flat();
  const host = exported.find(isHost);
  if (host !== undefined) return host.functions;
  const paths = eventPath === undefined ? {} : { eventPath };
  const defined = exported.filter(isDefinedFunction) as unknown as DefinedFunctions;
  const functions = [...describeFunctions(paths), ...describeFunctions({ ...paths, functions: defined })];
  if (functions.length > 0) return functions;
  throw new UsageError(
    `${path} has no functions: it declares or imports no decorated class, and exports neither what defineFunction nor what bootstrap returns.`,
  );
}

type Module = Readonly<Record<string, unknown>>;

async function load(path: string, patience: number): Promise<Module> {
  const file = resolve(path);
  if (statSync(file, { throwIfNoEntry: false })?.isFile() !== true) throw new UsageError(`There is no module ${path}.`);
  const syntax = watchSyntax();
  try {
    return await guardLoading(path, () =>
      inTime(import(pathToFileURL(file).href) as Promise<Module>, tooLate, patience),
    );
  } catch (error) {
    const place = syntax.placeOf(error);
    const problem = (error instanceof Error ? error.message : String(error)) + (place ? ` (${place})` : '');
    const isSource = /\.[cm]?tsx?$/.test(path);
    const remedy = isSource
      ? ' Name the JavaScript that it is compiled to, or run Node with a loader for TypeScript.'
      : '';
    throw new UsageError(`${path} cannot be loaded: ${problem.replace(/\.?$/, '.')}${remedy}`, { cause: error });
  } finally {
    syntax.close();
  }
}

/** A module may wait for a database, or for ever; where nothing else is under way, Node would end without a word. */
function tooLate(seconds: string): Error {
  return new Error(`it was not done after ${seconds}. Export the controllers from a file that starts nothing`);
}

interface HostLike {
  readonly functions: readonly FunctionInfo[];
}

function isHost(value: unknown): value is HostLike {
  if (typeof value !== 'object' || value === null) return false;
  const { functions, eventHandlerPath } = value as {
    readonly functions?: unknown;
    readonly eventHandlerPath?: unknown;
  };
  return Array.isArray(functions) && typeof eventHandlerPath === 'function';
}

function isDefinedFunction(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false;
  const { name, handler } = value as { readonly name?: unknown; readonly handler?: unknown };
  return typeof name === 'string' && typeof handler === 'function';
}
