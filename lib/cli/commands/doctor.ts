import { readEventRoutes } from '../../emulator/index.js';
import type { FunctionInfo } from '../../index.js';
import { textOption, UsageError, type Command, type OptionValues } from '../command.js';
import { loadFunctions } from '../config/load-functions.js';
import { checkConnection } from '../doctor/check-connection.js';
import { checkEvent } from '../doctor/check-event.js';
import { checkHub } from '../doctor/check-hub.js';
import { checkKey } from '../doctor/check-key.js';
import { checkOrigin } from '../doctor/check-origin.js';
import { checkRoutes } from '../doctor/check-routes.js';
import { checkEndpoint } from '../doctor/check-service.js';
import { checkSignature } from '../doctor/check-signature.js';
import { describeFinding, describeTotal, findingsAsJson, hasFailure } from '../doctor/describe-findings.js';
import type { Check, Examination } from '../doctor/examination.js';
import type { Finding } from '../doctor/finding.js';
import { defaultAppUrl, toUrlTemplate } from '../event-url.js';
import { showProgress } from '../progress.js';
import { readService, serviceHelp, serviceOptions } from '../service.js';
import { painterOf } from '../terminal.js';

const help = `Usage: web-pubsub doctor [options]

Looks for what keeps clients, service and app apart, and says how to mend it: the connection, the service and its clock, the
key, the app's answer to the question whether it wants events, signatures, a client, and functions against event handlers.
It posts events that no function answers, and connects one client; an event of your app is sent only with --event.

Options:
  --url <url>           the app, http://localhost:3000 by default. With a path it is the URL template of the event handler:
                        https://my-app.azurewebsites.net/runtime/webhooks/webpubsub?code=<key>
  --hub <name>          the hub; by default that of the setting WebPubSubHub, or of the first function
  --event <name>        sends this user event through the service to the app, with --data <text>
  --module <file>       JavaScript with the functions of the app, as for web-pubsub config
  --event-path <path>   the eventPath that bootstrap is given, where the module exports no host
  --config <file>       the settings of hubs that the functions are compared with, as the emulator takes them
${serviceHelp}  --json                one line of JSON: ok, findings
  -h, --help            show this

Exit codes: 0 where nothing is wrong (there may be warnings), 1 where something is.
`;

/** Each with what a terminal shows while it takes long. */
const checks: readonly (readonly [what: string, check: Check])[] = [
  ['reading the connection', checkConnection],
  ['asking whether the service answers', checkEndpoint],
  ['asking the service about the key', checkKey],
  ['asking whether the app wants events', checkOrigin],
  ['posting events to the app, signed well and badly', checkSignature],
  ['comparing the hub with the functions', checkHub],
  ['connecting a client', checkEvent],
  ['comparing functions with event handlers', checkRoutes],
];

/** `web-pubsub doctor`: why nothing arrives. */
export const doctorCommand: Command = {
  help,
  options: {
    ...{ url: { type: 'string' }, hub: { type: 'string' }, event: { type: 'string' }, data: { type: 'string' } },
    ...{ module: { type: 'string' }, 'event-path': { type: 'string' }, config: { type: 'string' } },
    ...{ ...serviceOptions, json: { type: 'boolean' } },
  },
  run: async (values) => {
    const isJson = values['json'] === true;
    const paint = painterOf(process.stdout);
    const examination = await showProgress('reading settings and functions', () => begin(values));
    const findings: Finding[] = [];
    for (const [what, check] of checks) {
      const found = await showProgress(what, async () => check(examination));
      findings.push(...found);
      // A check may take long: what is known is said.
      if (!isJson) for (const finding of found) process.stdout.write(describeFinding(finding, paint));
    }
    process.stdout.write(isJson ? findingsAsJson(findings) : describeTotal(findings));
    return hasFailure(findings) ? 1 : 0;
  },
};

async function begin(values: OptionValues): Promise<Examination> {
  const choice = readService(values);
  const [module, config, event] = ['module', 'config', 'event'].map((name) => textOption(values, name));
  const data = textOption(values, 'data');
  if (data !== undefined && event === undefined) throw new UsageError('--data goes with --event.');
  const functions = module === undefined ? undefined : await loadFunctions(module, textOption(values, 'event-path'));
  return {
    choice,
    appUrl: toUrlTemplate(textOption(values, 'url') ?? defaultAppUrl),
    hub: textOption(values, 'hub') ?? (choice.settings('WebPubSubHub') || hubOf(functions ?? [])),
    event: event === undefined ? undefined : { name: event, data: data ?? '' },
    functions,
    routes: config === undefined ? undefined : readEventRoutes(config),
  };
}

function hubOf(functions: readonly FunctionInfo[]): string | undefined {
  return functions.flatMap((one) => (one.kind === 'event' ? [one.hub] : []))[0];
}
