#!/usr/bin/env node
import { readFileSync } from 'node:fs';
import { debuglog } from 'node:util';
import { readArguments, UsageError, type Command } from './command.js';

const commands: Readonly<Record<string, () => Promise<Command>>> = {
  config: async () => (await import('./commands/config.js')).configCommand,
  emulator: async () => (await import('./commands/emulator.js')).emulatorCommand,
};

const help = `Usage: web-pubsub <command> [options]

Commands:
  config        print the settings of the service that your functions need
  emulator      run Azure Web PubSub on this machine

Options:
  -h, --help    show this, or with a command what it takes
  --version     show the version
`;

/** What is to be printed at the end; a command that lives on prints for itself. */
async function answer([name, ...args]: readonly string[]): Promise<string> {
  if (name === undefined) throw new UsageError('Which command?');
  if (name === '--help' || name === '-h') return help;
  if (name === '--version') return `${version()}\n`;
  const load = Object.hasOwn(commands, name) ? commands[name] : undefined;
  if (load === undefined) throw new UsageError(`There is no ${name.startsWith('-') ? 'option' : 'command'} "${name}".`);
  const command = await load();
  const { values, operands } = readArguments(args, command);
  if (values['help']) return command.help;
  await command.run(values, operands);
  return '';
}

function version(): string {
  const text = readFileSync(new URL('../../../package.json', import.meta.url), 'utf8');
  return (JSON.parse(text) as { version: string }).version;
}

/** One line; the stack is for whoever asks with NODE_DEBUG=web-pubsub:cli. */
function describe(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  debuglog('web-pubsub:cli')('%s', error instanceof Error ? error.stack : error);
  return `web-pubsub: ${message}${error instanceof UsageError ? ' Try "web-pubsub --help".' : ''}\n`;
}

/** Whether somebody said something that cannot be done, in words of ours that say how to mend it. */
function isToBeMended(error: unknown): boolean {
  const { code } = (error ?? {}) as { readonly code?: unknown };
  return error instanceof UsageError || (typeof code === 'string' && code.startsWith('WPS_'));
}

// Exit codes: 1 for what went wrong, 2 for what was asked wrongly. What a user's module left open does not hold the command up.
try {
  const text = await answer(process.argv.slice(2));
  process.stdout.write(text, () => process.exit());
} catch (error) {
  process.stderr.write(describe(error), () => process.exit(isToBeMended(error) ? 2 : 1));
}
