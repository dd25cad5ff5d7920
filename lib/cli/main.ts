#!/usr/bin/env node
import { readFileSync } from 'node:fs';
import { readOptions, UsageError, type Command } from './command.js';

const commands: Readonly<Record<string, () => Promise<Command>>> = {
  emulator: async () => (await import('./commands/emulator.js')).emulatorCommand,
};

const help = `Usage: web-pubsub <command> [options]

Commands:
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
  const values = readOptions(args, command);
  if (values['help']) return command.help;
  await command.run(values);
  return '';
}

function version(): string {
  const text = readFileSync(new URL('../../../package.json', import.meta.url), 'utf8');
  return (JSON.parse(text) as { version: string }).version;
}

// Exit codes: 1 for what went wrong, 2 for what was asked wrongly.
try {
  process.stdout.write(await answer(process.argv.slice(2)));
} catch (error) {
  const usage = error instanceof UsageError;
  const message = error instanceof Error ? error.message : String(error);
  process.stderr.write(`web-pubsub: ${message}${usage ? ' Try "web-pubsub --help".' : ''}\n`);
  process.exitCode = usage ? 2 : 1;
}
