import { optionsFromEnvironment, type EmulatorOptions } from '../../emulator/index.js';
import { portOption, textOption, UsageError, type Command, type OptionValues } from '../command.js';
import { createLog } from '../log-lines.js';

/** The options of `emulator` and `emulator exec`. */
export const emulatorOptions: Command['options'] = {
  port: { type: 'string' },
  host: { type: 'string' },
  'access-key': { type: 'string' },
  config: { type: 'string' },
  watch: { type: 'boolean' },
  tls: { type: 'boolean' },
  certificate: { type: 'string' },
  json: { type: 'boolean' },
};

// Hosts that are reached from this machine by loopback, which is the only way to the inspector.
const local = /^(localhost|127(\.\d{1,3}){3}|\[?::1?\]?|0\.0\.0\.0)$/i;

/** Whether the page is served: wherever it can be reached, unless somebody wants none. */
export function wantsInspector(values: OptionValues, { host = 'localhost' }: EmulatorOptions): boolean {
  return values['no-inspector'] !== true && local.test(host);
}

/** What they say, before what the environment says, before `defaults`. */
export function readEmulatorOptions(values: OptionValues, defaults: EmulatorOptions = {}): EmulatorOptions {
  const port = portOption(values, 'port');
  const host = textOption(values, 'host');
  const accessKey = textOption(values, 'access-key');
  const settingsFile = textOption(values, 'config');
  const environment = optionsFromEnvironment();
  const options = {
    accessKey: 'auto',
    ...defaults,
    ...environment,
    ...(port === undefined ? {} : { port }),
    ...(host === undefined ? {} : { host }),
    ...(accessKey === undefined ? {} : { accessKey }),
    ...(settingsFile === undefined ? {} : { settingsFile }),
    // A pair that the environment names is what --tls is to serve with.
    ...(values['tls'] === true && typeof environment.tls !== 'object' ? { tls: true } : {}),
    log: createLog(process.stderr, { json: values['json'] === true }),
  };
  if (values['watch'] === true && options.settingsFile === undefined)
    throw new UsageError('--watch needs --config, the file that is read again when it changes.');
  return options;
}
