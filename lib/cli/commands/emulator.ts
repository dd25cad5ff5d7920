import { writeFile } from 'node:fs/promises';
import { optionsFromEnvironment, startEmulator, type Emulator, type EmulatorOptions } from '../../emulator/index.js';
import { portOption, textOption, UsageError, type Command, type OptionValues } from '../command.js';

const help = `Usage: web-pubsub emulator [options]

Runs Azure Web PubSub on this machine until it is interrupted, and prints the connection string for your app.

Options:
  --port <number>       where it listens, 8080 by default; 0 takes a free port
  --host <name>         the interface it listens on, this machine alone by default
  --access-key <key>    its access key; without one the emulator's published key is used, on this machine alone
  --config <file>       JSON with the settings of the hubs, read again when it changes:
                        { "hubs": { "chat": { "properties": { "eventHandlers": [ … ] } } } }
  --tls                 https and wss, with a certificate that is made at the start
  --no-inspector        without the page that shows what happens
  --certificate <file>  writes there what clients are to trust, for NODE_EXTRA_CA_CERTS
  -h, --help            show this

Environment: WEB_PUBSUB_EMULATOR_ before PORT, HOST, ACCESS_KEY, SECONDARY_ACCESS_KEY, SETTINGS_FILE, HUBS, TLS, TLS_KEY_FILE
and TLS_CERT_FILE. An option goes before its variable.
`;

/** `web-pubsub emulator`: the door './emulator' for whoever starts it from a shell. */
export const emulatorCommand: Command = {
  help,
  options: {
    port: { type: 'string' },
    host: { type: 'string' },
    'access-key': { type: 'string' },
    config: { type: 'string' },
    tls: { type: 'boolean' },
    'no-inspector': { type: 'boolean' },
    certificate: { type: 'string' },
  },
  run: async (values) => {
    const interrupted = nextInterruption();
    const options = readEmulatorOptions(values);
    const emulator = await startEmulator({ ...options, inspector: wantsInspector(values, options) });
    try {
      await writeCertificate(emulator, textOption(values, 'certificate'));
      process.stdout.write(describe(emulator));
      await interrupted;
    } finally {
      await emulator.close();
    }
  },
};

// The handlers stay: npx passes Ctrl+C on, so it comes twice.
function nextInterruption(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => resolve());
  });
}

function readEmulatorOptions(values: OptionValues): EmulatorOptions {
  const port = portOption(values, 'port');
  const host = textOption(values, 'host');
  const accessKey = textOption(values, 'access-key');
  const settingsFile = textOption(values, 'config');
  const environment = optionsFromEnvironment();
  return {
    ...environment,
    ...(port === undefined ? {} : { port }),
    ...(host === undefined ? {} : { host }),
    ...(accessKey === undefined ? {} : { accessKey }),
    ...(settingsFile === undefined ? {} : { settingsFile }),
    // A pair that the environment names is what --tls is to serve with.
    ...(values['tls'] === true && typeof environment.tls !== 'object' ? { tls: true } : {}),
  };
}

async function writeCertificate({ url, certificate }: Emulator, file: string | undefined): Promise<void> {
  if (file === undefined) return;
  if (!url.startsWith('https:')) throw new UsageError('--certificate needs --tls.');
  if (certificate === undefined)
    throw new UsageError('--certificate finds no authority in the certificate of your own.');
  try {
    await writeFile(file, certificate);
  } catch (error) {
    throw new UsageError(`The certificate cannot be written to ${file}.`, { cause: error });
  }
}

// Hosts that are reached from this machine by loopback, which is the only way to the inspector.
const local = /^(localhost|127(\.\d{1,3}){3}|\[?::1?\]?|0\.0\.0\.0)$/i;

function wantsInspector(values: OptionValues, { host = 'localhost' }: EmulatorOptions): boolean {
  return values['no-inspector'] !== true && local.test(host);
}

function describe({ url, connectionString, inspectorUrl }: Emulator): string {
  const inspector = inspectorUrl === undefined ? '' : `\n  inspector           ${inspectorUrl}`;
  return `The emulator of Azure Web PubSub listens on ${url}

  connection string   ${connectionString}
  clients connect to  ${url.replace(/^http/, 'ws')}/client/hubs/{hub}${inspector}

Press Ctrl+C to end it.
`;
}
