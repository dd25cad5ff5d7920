import { parseArgs, type ParseArgsConfig } from 'node:util';

/** One word after `web-pubsub`. Each has its file in commands/, loaded when it is asked for. */
export interface Command {
  /** Printed by `web-pubsub <name> --help`. */
  readonly help: string;
  readonly options: NonNullable<ParseArgsConfig['options']>;
  /** What stands beside its options, each by its name; all of them are needed. */
  readonly operands?: readonly string[];
  /** Resolves when what it started has ended. */
  readonly run: (values: OptionValues, operands: readonly string[]) => Promise<void>;
}

/** What was given on the command line, by option. */
export type OptionValues = Readonly<Record<string, string | boolean | (string | boolean)[] | undefined>>;

/** The command line makes no sense; it ends with exit code 2 and this message. */
export class UsageError extends Error {}

/** What was said to a command. */
export interface Arguments {
  readonly values: OptionValues;
  readonly operands: readonly string[];
}

/** Reads what stands behind the name of a command; anything that it does not take, or that it misses, is a {@link UsageError}. */
export function readArguments(
  args: readonly string[],
  { options, operands = [] }: Pick<Command, 'options' | 'operands'>,
): Arguments {
  const { values, positionals } = parse(args, options, operands.length > 0);
  const [missing, surplus] = [operands[positionals.length], positionals[operands.length]];
  if (values.help === true) return { values, operands: positionals };
  if (missing !== undefined) throw new UsageError(`Which ${missing}?`);
  if (surplus !== undefined) throw new UsageError(`"${surplus}" is one too many.`);
  return { values, operands: positionals };
}

function parse(args: readonly string[], options: Command['options'], allowPositionals: boolean) {
  try {
    return parseArgs({
      args: [...args],
      options: { ...options, help: { type: 'boolean', short: 'h' } },
      allowPositionals,
    });
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

/** One of several words given for an option, or undefined. */
export function choiceOption(values: OptionValues, name: string, choices: readonly string[]): string | undefined {
  const text = textOption(values, name);
  if (text === undefined || choices.includes(text)) return text;
  throw new UsageError(`--${name} takes one of ${choices.join(', ')}, not "${text}".`);
}
