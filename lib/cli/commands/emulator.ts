import { readFile } from 'node:fs/promises';
import { startEmulator, type EmulatorOptions } from '../../emulator/index.js';
import { portOption, textOption, UsageError, type Command, type OptionValues } from '../command.js';

const help = `Usage: web-pubsub emulator [options]

Runs Azure Web PubSub on this machine until it is interrupted, and prints the connection string for your app.

Options:
  --port <number>      where it listens, 8080 by default; 0 takes a free port
  --host <name>        the interface it listens on, this machine alone by default
  --access-key <key>   its access key; without one the emulator's published key is used, on this machine alone
  --config <file>      JSON with the settings of the hubs: { "hubs": { "chat": { "eventHandlers": [ … ] } } }
  -h, --help           show this
`;

/** `web-pubsub emulator`: the door './emulator' for whoever starts it from a shell. */
export const emulatorCommand: Command = {
  help,
  options: {
    port: { type: 'string' },
    host: { type: 'string' },
    'access-key': { type: 'string' },
    config: { type: 'string' },
  },
  run: async (values) => {
    const interrupted = nextInterruption();
    const emulator = await startEmulator(await readEmulatorOptions(values));
    process.stdout.write(describe(emulator));
    await interrupted;
    await emulator.close();
  },
};

// The handlers stay: npx passes Ctrl+C on, so it comes twice.
function nextInterruption(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => resolve());
  });
}

async function readEmulatorOptions(values: OptionValues): Promise<EmulatorOptions> {
  const port = portOption(values, 'port');
  const host = textOption(values, 'host');
  const accessKey = textOption(values, 'access-key');
  const config = textOption(values, 'config');
  return {
    ...(config === undefined ? {} : await readConfig(config)),
    ...(port === undefined ? {} : { port }),
    ...(host === undefined ? {} : { host }),
    ...(accessKey === undefined ? {} : { accessKey }),
  };
}

/** What the settings mean is judged by the emulator; here they only have to be there. */
async function readConfig(path: string): Promise<Pick<EmulatorOptions, 'hubs'>> {
  const value = parse(await read(path), path);
  const unknown = Object.keys(value).filter((key) => key !== 'hubs');
  if (unknown.length > 0) throw new UsageError(`${path} has "${unknown.join('", "')}"; it takes "hubs" alone.`);
  return value;
}

async function read(path: string): Promise<string> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    throw new UsageError(`${path} cannot be read.`, { cause: error });
  }
}

function parse(text: string, path: string): object {
  try {
    // Editors of Windows begin a file with a byte order mark.
    const value: unknown = JSON.parse(text.replace(/^\uFEFF/, ''));
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value;
  } catch (error) {
    throw new UsageError(`${path} is no JSON: ${error instanceof Error ? error.message : String(error)}.`, {
      cause: error,
    });
  }
  throw new UsageError(`${path} does not hold an object.`);
}

function describe({ url, connectionString }: { readonly url: string; readonly connectionString: string }): string {
  return `The emulator of Azure Web PubSub listens on ${url}

  connection string   ${connectionString}
  clients connect to  ${url.replace(/^http/, 'ws')}/client/hubs/{hub}

Press Ctrl+C to end it.
`;
}
