import { hubSettings } from '../../index.js';
import { armFormat } from '../config/arm.js';
import { azFormat } from '../config/az.js';
import { bicepFormat } from '../config/bicep.js';
import { emulatorFormat } from '../config/emulator.js';
import type { Format } from '../config/format.js';
import { functionsFormat } from '../config/functions.js';
import { loadFunctions } from '../config/load-functions.js';
import { terraformFormat } from '../config/terraform.js';
import { choiceOption, nameOption, textOption, UsageError, type Command } from '../command.js';

const formats: Readonly<Record<string, Format>> = {
  emulator: emulatorFormat,
  bicep: bicepFormat,
  arm: armFormat,
  az: azFormat,
  terraform: terraformFormat,
  functions: functionsFormat,
};

const help = `Usage: web-pubsub config <module> --url <url> [options]

Reads the functions of a module and prints the event handler settings that the service needs for them, so that nobody
writes these by hand. <module> is JavaScript: it declares or imports decorated classes, or exports functions of
defineFunction, or the host that bootstrap returns.

Options:
  --url <url>          where the service reaches the app, such as https://app.example.com
  --format <name>      emulator (default): the settings file of the emulator
                       bicep, arm, terraform: a file for these
                       az: commands of the Azure CLI
                       functions: the function.json of each function
  --event-path <path>  the eventPath that bootstrap is given, /api/webpubsub/hubs/{hub} by default
  --anonymous          clients without a token may connect
  --audience <text>    the service proves itself by its managed identity, with tokens for this audience
  -h, --help           show this
`;

/** `web-pubsub config`: the service's settings, from code. */
export const configCommand: Command = {
  help,
  operands: ['module'],
  options: {
    url: { type: 'string' },
    format: { type: 'string' },
    'event-path': { type: 'string' },
    anonymous: { type: 'boolean' },
    audience: { type: 'string' },
  },
  run: async (values, [module = '']) => {
    const url = textOption(values, 'url');
    if (url === undefined) throw new UsageError('config needs --url, where the service reaches the app.');
    const format = formats[choiceOption(values, 'format', Object.keys(formats)) ?? 'emulator'] ?? emulatorFormat;
    const audience = nameOption(values, 'audience');
    const functions = await loadFunctions(module, nameOption(values, 'event-path'));
    const hubs = hubSettings(functions, {
      url,
      ...(values['anonymous'] === true && { anonymousConnectPolicy: 'allow' }),
      ...(audience !== undefined && { audience }),
    });
    process.stdout.write(format({ hubs, functions, url: new URL(url).href.replace(/\/+$/, '') }));
    return 0;
  },
};
