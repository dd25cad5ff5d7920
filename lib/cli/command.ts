import { parseArgs, type ParseArgsConfig } from 'node:util';
import { didYouMean } from './nearest.js';

/** One word after `web-pubsub`. Each has its file in commands/, loaded when it is asked for. */
export interface Command {
  /** Printed by `web-pubsub <name> --help`. */
  readonly help: string;
  readonly options: NonNullable<ParseArgsConfig['options']>;
  /** What stands beside its options, each by its name; one in brackets, `[url]`, may be left out. */
  readonly operands?: readonly string[];
  /** What begins at its first operand, options of another program included, is all operands. */
  readonly takesCommand?: true;
  /** Resolves to the exit code, when what it started has ended. */
  readonly run: (values: OptionValues, operands: readonly string[]) => Promise<number>;
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
  { options, operands: names = [], takesCommand }: Pick<Command, 'options' | 'operands' | 'takesCommand'>,
): Arguments {
  const end = takesCommand ? startOfCommand(args, options) : args.length;
  const { values, positionals } = parse(args.slice(0, end), options);
  const operands = [...positionals, ...args.slice(args[end] === '--' ? end + 1 : end)];
  if (values.help === true) return { values, operands };
  const [missing, surplus] = [names[operands.length], takesCommand ? undefined : operands[names.length]];
  if (missing !== undefined && !missing.startsWith('[')) throw new UsageError(`Which ${missing}?`);
  if (surplus !== undefined) throw new UsageError(`"${surplus}" is one too many.`);
  return { values, operands };
}

/** Where the command line of another program begins: behind `--`, or at the first word that belongs to no option. */
function startOfCommand(args: readonly string[], options: Command['options']): number {
  return tokensOf(args, options).find(({ kind }) => kind !== 'option')?.index ?? args.length;
}

function tokensOf(args: readonly string[], options: Command['options']) {
  const lenient = { strict: false, allowPositionals: true, tokens: true } as const;
  return parseArgs({ args: [...args], options: withHelp(options), ...lenient }).tokens;
}

function withHelp(options: Command['options']) {
  return { ...options, help: { type: 'boolean', short: 'h' } } as const;
}

function parse(args: readonly string[], options: Command['options']) {
  judgeNames(args, options);
  try {
    return parseArgs({ args: [...args], options: withHelp(options), allowPositionals: true });
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    throw new UsageError(message.replace(/\.?$/, '.'), { cause: error });
  }
}

/** Every option is known, and given twice only where both count. */
function judgeNames(args: readonly string[], options: Command['options']): void {
  const known: Command['options'] = withHelp(options);
  const seen = new Set<string>();
  for (const token of tokensOf(args, options)) {
    if (token.kind !== 'option') continue;
    const { name, rawName } = token;
    const option = Object.hasOwn(known, name) ? known[name] : undefined;
    const hint = didYouMean(
      rawName,
      Object.keys(known).map((one) => `--${one}`),
    );
    if (option === undefined) throw new UsageError(`There is no option "${rawName}".${hint}`);
    if (option.type === 'string' && option.multiple !== true && seen.has(name))
      throw new UsageError(`${rawName} was given twice.`);
    seen.add(name);
  }
}

/** The text given for an option, or undefined. */
export function textOption(values: OptionValues, name: string): string | undefined {
  const value = values[name];
  return typeof value === 'string' ? value : undefined;
}

/** The text given for an option, or undefined; an empty one names nothing. */
export function nameOption(values: OptionValues, name: string): string | undefined {
  const text = textOption(values, name);
  if (text?.trim() === '') throw new UsageError(`--${name} was given an empty text.`);
  return text;
}

/** Every text given for an option. */
export function textsOption(values: OptionValues, name: string): readonly string[] {
  const value = values[name];
  return (Array.isArray(value) ? value : [value]).filter((one) => typeof one === 'string');
}

/** The whole number given for an option, or undefined. */
export function countOption(values: OptionValues, name: string): number | undefined {
  const text = textOption(values, name);
  if (text === undefined) return undefined;
  if (/^\d{1,9}$/.test(text)) return Number(text);
  throw new UsageError(`--${name} takes a whole number, not "${text}".`);
}

/** The JSON object given for an option, or undefined. */
export function objectOption(values: OptionValues, name: string): Readonly<Record<string, unknown>> | undefined {
  const text = textOption(values, name);
  if (text === undefined) return undefined;
  const value = parseJson(text);
  if (typeof value === 'object' && value !== null && !Array.isArray(value))
    return value as Readonly<Record<string, unknown>>;
  throw new UsageError(`--${name} takes a JSON object, such as '{"a":1}'.`);
}

/** The value of a JSON text; undefined for what is none. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
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
