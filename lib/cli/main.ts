#!/usr/bin/env node
import { readFileSync } from 'node:fs';
import { debuglog } from 'node:util';
import { readArguments, UsageError, type Command } from './command.js';
import { nextInterruption } from './interruption.js';
import { didYouMean, nearest } from './nearest.js';
import { inOptionWords } from './option-words.js';
import { onLostOutput } from './output.js';
import { problemLine } from './problem-line.js';

const commands: Readonly<Record<string, () => Promise<Command>>> = {
  client: async () => (await import('./commands/client.js')).clientCommand,
  config: async () => (await import('./commands/config.js')).configCommand,
  doctor: async () => (await import('./commands/doctor.js')).doctorCommand,
  emulator: async () => {
    // Whoever starts it may end it again before it has loaded.
    const interrupted = nextInterruption();
    return (await import('./commands/emulator.js')).emulatorCommand(interrupted);
  },
  'emulator exec': async () => (await import('./commands/emulator-exec.js')).emulatorExecCommand,
  send: async () => (await import('./commands/send.js')).sendCommand,
  token: async () => (await import('./commands/token.js')).tokenCommand,
  trigger: async () => (await import('./commands/trigger.js')).triggerCommand,
};

const help = `Usage: web-pubsub <command> [options]

Commands:
  client        connect a client, in a terminal or a pipe
  config        print the settings of the service that your functions need
  doctor        find out why no event arrives
  emulator      run Azure Web PubSub on this machine
  emulator exec run a program with the emulator up
  send          send a message to clients, as the app does
  token         print the URL with which a client connects
  trigger       post one signed event to an app

Options:
  -h, --help    show this, or with a command what it takes
  --version     show the version
`;

/** What is to be printed at the end, and the exit code. */
interface Answer {
  readonly text?: string;
  readonly code: number;
}

async function answer(line: readonly string[]): Promise<Answer> {
  const [name, ...args] = line[0] === 'help' ? [...line.slice(1), '--help'] : line;
  if (name === undefined) throw new UsageError('Which command?');
  if (name === '--help' || name === '-h') return { text: help, code: 0 };
  if (name === '--version') return { text: `${version()}\n`, code: 0 };
  const [load, rest] = find(name, args);
  const command = await load();
  if (rest.length === 1 && rest[0] === 'help' && !command.takesCommand) return { text: command.help, code: 0 };
  const { values, operands } = readArguments(rest, command);
  if (values['help']) return { text: command.help, code: 0 };
  return { code: await command.run(values, operands) };
}

/** A command, of one word or two, and what stands behind its name. */
function find(name: string, args: readonly string[]): readonly [() => Promise<Command>, readonly string[]] {
  const [load, longer] = [name, `${name} ${args[0] ?? ''}`].map((key) =>
    Object.hasOwn(commands, key) ? commands[key] : undefined,
  );
  if (longer !== undefined) return [longer, args.slice(1)];
  const names = Object.keys(commands);
  if (load !== undefined) {
    refuseSlip(name, args[0], names);
    return [load, args];
  }
  if (name.startsWith('-'))
    throw new UsageError(`There is no option "${name}".${didYouMean(name, ['--help', '--version'])}`);
  throw new UsageError(`There is no command "${name}".${didYouMean(name, names) || ` There are ${names.join(', ')}.`}`);
}

/** A second word that is nearly that of a longer command was meant for it, and not for an operand. */
function refuseSlip(name: string, next: string | undefined, names: readonly string[]): void {
  if (next === undefined || next === '' || next.startsWith('-')) return;
  const longer = names.filter((one) => one.startsWith(`${name} `));
  const meant = nearest(`${name} ${next}`, longer);
  if (meant !== undefined) throw new UsageError(`There is no command "${name} ${next}". Did you mean ${meant}?`);
}

/** Where to read on: with what a command takes, once there is one. */
function helpFor([name = '', next]: readonly string[]): string {
  const known = [`${name} ${next ?? ''}`, name].find((key) => Object.hasOwn(commands, key));
  return `Try "npx web-pubsub-bindings ${known === undefined ? '' : `${known} `}--help".`;
}

function version(): string {
  const text = readFileSync(new URL('../../../package.json', import.meta.url), 'utf8');
  return (JSON.parse(text) as { version: string }).version;
}

/** One line; the stack is for whoever asks with NODE_DEBUG=web-pubsub:cli. */
function describe(error: unknown): string {
  const line = problemLine(error instanceof Error ? inOptionWords(error) : String(error));
  debuglog('web-pubsub:cli')('%s', error instanceof Error ? error.stack : error);
  return `${line}${error instanceof UsageError ? ` ${helpFor(process.argv.slice(2))}` : ''}\n`;
}

/** Whether somebody said something that cannot be done, in words of ours that say how to mend it. */
function isToBeMended(error: unknown): boolean {
  const { code } = (error ?? {}) as { readonly code?: unknown };
  return error instanceof UsageError || (typeof code === 'string' && code.startsWith('WPS_'));
}

function fail(error: unknown): void {
  process.stderr.write(describe(error), () => process.exit(isToBeMended(error) ? 2 : 1));
}

// Exit codes: 1 for what went wrong, 2 for what was asked wrongly, and what a command says for itself. What a user's module left open does not hold the command up.
onLostOutput(fail);
process.on('uncaughtException', fail);
try {
  const { text = '', code } = await answer(process.argv.slice(2));
  process.stdout.write(text, (error) => {
    // A write that failed is told of above.
    if (!error) process.exit(code);
  });
} catch (error) {
  fail(error);
}
