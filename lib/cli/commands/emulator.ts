import { startEmulator } from '../../emulator/index.js';
import { textOption, type Command } from '../command.js';
import { writeCertificate } from '../emulator/certificate.js';
import { describeEmulator, emulatorAsJson } from '../emulator/describe.js';
import { emulatorOptions, readEmulatorOptions, wantsInspector } from '../emulator/options.js';

const help = `Usage: web-pubsub emulator [options]
       web-pubsub emulator exec [options] -- <command> [arguments]

Runs Azure Web PubSub on this machine until it is interrupted, and prints the connection string for your app.

Options:
  --port <number>       where it listens, 8080 by default; 0 takes a free port
  --host <name>         the interface it listens on, this machine alone by default
  --access-key <key>    its access key. Without one it has the published key on this machine alone, and where others
                        reach it one that is made for this run
  --config <file>       JSON with the settings of the hubs, read again when it changes:
                        { "hubs": { "chat": { "properties": { "eventHandlers": [ … ] } } } }
  --watch               says that --config is read again when it changes, which it is anyhow
  --tls                 https and wss, with a certificate that is made at the start
  --no-inspector        without the page that shows what happens
  --certificate <file>  writes there what clients are to trust, for NODE_EXTRA_CA_CERTS
  --json                one line of JSON in the place of the text: url, connectionString, clientUrl,
                        inspectorUrl, certificate
  -h, --help            show this

Environment: WEB_PUBSUB_EMULATOR_ before PORT, HOST, ACCESS_KEY, SECONDARY_ACCESS_KEY, SETTINGS_FILE, HUBS, TLS, TLS_KEY_FILE
and TLS_CERT_FILE. An option goes before its variable.
`;

/** `web-pubsub emulator`: the door './emulator' for whoever starts it from a shell, until the process is asked to end. */
export const emulatorCommand = (interrupted: Promise<void>): Command => ({
  help,
  options: { ...emulatorOptions, 'no-inspector': { type: 'boolean' } },
  run: async (values) => {
    const options = readEmulatorOptions(values);
    const emulator = await startEmulator({ ...options, inspector: wantsInspector(values, options) });
    try {
      await writeCertificate(emulator, textOption(values, 'certificate'));
      process.stdout.write(values['json'] === true ? emulatorAsJson(emulator) : describeEmulator(emulator));
      await interrupted;
    } finally {
      await emulator.close();
    }
    return 0;
  },
});
