import { startEmulator } from '../../emulator/index.js';
import { nameOption, textOption, UsageError, type Command } from '../command.js';
import { writeCertificate } from '../emulator/certificate.js';
import { environmentFor } from '../emulator/environment.js';
import { emulatorOptions, readEmulatorOptions } from '../emulator/options.js';
import { runProgram } from '../emulator/run-program.js';

const help = `Usage: web-pubsub emulator exec [options] -- <command> [arguments]

Starts the emulator, runs a command with WebPubSubConnectionString in its environment, ends the emulator when the command
has ended, and ends with its exit code (128 + the number of the signal that ended it, 127 where there is no such command).

Options:
  --setting <name>      the variable that has the connection string, WebPubSubConnectionString by default
  --port <number>       where the emulator listens, a free port by default
  --tls                 https and wss; NODE_EXTRA_CA_CERTS is what the command is to trust
  --host, --access-key, --config, --watch, --certificate
                        as with web-pubsub emulator --help, and so are the variables of the environment
  --json                log lines as JSON, also on a terminal
  -h, --help            show this

Example: web-pubsub emulator exec --config emulator.json -- npm test
`;

/** `web-pubsub emulator exec`: tests or a build with the emulator up. */
export const emulatorExecCommand: Command = {
  help,
  operands: ['command'],
  takesCommand: true,
  options: { ...emulatorOptions, setting: { type: 'string' } },
  run: async (values, command) => {
    const setting = nameOption(values, 'setting') ?? 'WebPubSubConnectionString';
    if (setting.includes('=')) throw new UsageError('--setting takes the name of a variable, without "=".');
    if (command[0]?.trim() === '') throw new UsageError('The command is an empty text.');
    const emulator = await startEmulator(readEmulatorOptions(values, { port: 0 }));
    try {
      await writeCertificate(emulator, textOption(values, 'certificate'));
      const environment = await environmentFor(emulator, setting);
      try {
        return await runProgram(command, environment.env);
      } finally {
        await environment.close();
      }
    } finally {
      await emulator.close();
    }
  },
};
