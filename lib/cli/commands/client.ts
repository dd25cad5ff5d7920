import { connectLiveClient, type LiveClient, type LiveClientOptions, type TestProtocol } from '../../testing/index.js';
import { accessHelp, accessOptions, clientAccess } from '../access.js';
import { choiceOption, countOption, textOption, UsageError, type Command, type OptionValues } from '../command.js';
import { lineHelp } from '../client/read-line.js';
import { Screen } from '../client/screen.js';
import { Session } from '../client/session.js';
import { inTime } from '../deadline.js';
import { withoutQuery } from '../event-url.js';
import { explainFailure } from '../reach.js';

const help = `Usage: web-pubsub client [url] [options]

Connects a client, prints what arrives, and sends what is typed, line by line:

${lineHelp}

<url> is a client's URL (ws:, wss:), or a route of your app that answers with one (http:, https:). Without it, a token is made
as with web-pubsub token. Where no terminal shows them, frames are printed as JSON, one a line.

Options:
  --protocol <name>     json (default), reliable, or simple
  --method <name>       how a route is asked, GET by default
  --wait <seconds>      how long to stay after the last line of a pipe, 1 by default
  --json                frames as JSON, on a terminal, too
${accessHelp}  -h, --help            show this

Exit codes: 0 after /quit or the end of the lines, 1 where the client is not let in or its connection ends.
`;

const protocols: Readonly<Record<string, TestProtocol>> = { json: 'json', reliable: 'json.reliable', simple: 'simple' };

/** `web-pubsub client`: a client in a terminal, or in a pipe. */
export const clientCommand: Command = {
  help,
  operands: ['[url]'],
  options: {
    ...{ protocol: { type: 'string' }, method: { type: 'string' }, wait: { type: 'string' } },
    ...{ ...accessOptions, json: { type: 'boolean' } },
  },
  run: async (values, [url]) => {
    const protocol = protocols[choiceOption(values, 'protocol', Object.keys(protocols)) ?? 'json'] ?? 'json';
    const wait = (countOption(values, 'wait') ?? 1) * 1000;
    judgeAddress(url, values);
    const address = url ?? (await clientAccess(values)).url;
    const screen = new Screen({ json: values['json'] === true });
    const session = new Session(screen, { isSimple: protocol === 'simple', wait });
    const method = textOption(values, 'method');
    try {
      const client = await connect(address, {
        ...{ protocol, onFrame: session.onFrame, ...(method !== undefined && { method }) },
        onLost: (how) => screen.note(`The network is lost (${how}); trying again.`),
        onRecovered: () => screen.note('The connection is there again.'),
      });
      return await session.run(client);
    } finally {
      screen.lines.close();
    }
  },
};

/** An address says already who the client is, or its route does. */
function judgeAddress(url: string | undefined, values: OptionValues): void {
  if (url === undefined) return;
  if (!/^(?:http|ws)s?:\/\//.test(url) || !URL.canParse(url))
    throw new UsageError(
      `"${url}" is no address of a client or of a route: these begin with ws:, wss:, http: or https:.`,
    );
  const surplus = Object.keys(accessOptions).find((name) => values[name] !== undefined);
  if (surplus !== undefined)
    throw new UsageError(
      `Give the address or --${surplus}, not both: whoever made the address said who the client is.`,
    );
}

/** Connects to an address, which may be a route that hangs. */
async function connect(address: string, options: LiveClientOptions): Promise<LiveClient> {
  const where = withoutQuery(address);
  try {
    return await inTime(connectLiveClient(address, options), (seconds) => {
      return new Error(`${where} let no client in within ${seconds}. Does what answers there hang?`);
    });
  } catch (error) {
    const { code, cause } = error as { readonly code?: unknown; readonly cause?: unknown };
    // Refusals, and what has come too late, say themselves what is wrong.
    if (cause === undefined && (typeof code !== 'string' || code.startsWith('WPS_'))) throw error;
    const { problem, remedy } = explainFailure(error);
    throw new Error(`${where} was not reached: ${problem}. ${remedy}`, { cause: error });
  }
}
