import { parseArgs, type ParseArgsConfig } from 'node:util';

/** One word after `web-pubsub`. Each has its file in commands/, loaded when it is asked for. */
export interface Command {
  /** Printed by `web-pubsub <name> --help`. */
  readonly help: string;
  readonly options: NonNullable<ParseArgsConfig['options']>;
  /** Resolves when what it started has ended. */
  readonly run: (values: OptionValues) => Promise<void>;
}

/** What was given on the command line, by option. */
export type OptionValues = Readonly<Record<string, string | boolean | (string | boolean)[] | undefined>>;

/** The command line makes no sense; it ends with exit code 2 and this message. */
export class UsageError extends Error {}

/** Reads the options of a command; anything that it does not take is a {@link UsageError}. */
export function readOptions(args: readonly string[], { options }: Pick<Command, 'options'>): OptionValues {
  try {
    return parseArgs({ args: [...args], options: { ...options, help: { type: 'boolean', short: 'h' } } }).values;
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    throw new UsageError(message.replace(/\.?$/, '.'), { cause: error });
  }
}

/** The text given for an option, or undefined. */
export function textOption(values: OptionValues, name: string): string | undefined {
  const value = values[name];
  return typeof value === 'string' ? value : undefined;
}

/** The port given for an option, or undefined; 0 stands for a free one. */
export function portOption(values: OptionValues, name: string): number | undefined {
  const text = textOption(values, name);
  if (text === undefined) return undefined;
  if (/^\d{1,5}$/.test(text) && Number(text) <= 65_535) return Number(text);
  throw new UsageError(`--${name} takes a number from 0 to 65535, not "${text}".`);
}
