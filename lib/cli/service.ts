import { createSettings, type Settings } from '../index.js';
import { textOption, UsageError, type Command, type OptionValues } from './command.js';

/** The options that say which service is meant. */
export const serviceOptions: Command['options'] = {
  connection: { type: 'string' },
  'connection-string': { type: 'string' },
};

/** What `--help` says of them. */
export const serviceHelp = `  --connection <name>   the setting with the connection, WebPubSubConnectionString by default; settings are read as the
                        app reads them: the environment, then local.settings.json in this folder
  --connection-string <text>
                        the connection string itself; other programs may see it on the command line
`;

/** The connection of the command line, as `connectService` takes it. */
export interface ServiceChoice {
  readonly connection: string;
  readonly settings: Settings;
}

/** The service that is meant, and the settings in which it stands. */
export function readService(values: OptionValues): ServiceChoice {
  const connection = textOption(values, 'connection') ?? 'WebPubSubConnectionString';
  // A connection string that was mistaken for a name would be said in every message.
  if (/[=;]/.test(connection))
    throw new UsageError('--connection takes the name of a setting; the text itself goes to --connection-string.');
  const given = textOption(values, 'connection-string');
  const settings = createSettings(given === undefined ? {} : { settings: { [connection]: given } });
  return { connection, settings };
}

/** The connection string, for whoever signs with its key. */
export function requireConnectionString({ connection, settings }: ServiceChoice): string {
  const text = settings(connection)?.trim();
  if (text) return text;
  const remedy = `Set it in the environment or in local.settings.json, or give --connection-string.`;
  throw new UsageError(`The setting ${connection} holds no connection string to sign with. ${remedy}`);
}
