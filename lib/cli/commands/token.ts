import { accessHelp, accessOptions, clientAccess } from '../access.js';
import type { Command } from '../command.js';

const help = `Usage: web-pubsub token [options]

Prints the URL with which one client connects; the token in it lets whoever has it in.

Options:
${accessHelp}  --client-protocol <name>
                        default, mqtt or socketio
  --json                one line of JSON: baseUrl, url, accessToken
  -h, --help            show this
`;

/** `web-pubsub token`: a client's URL. */
export const tokenCommand: Command = {
  help,
  options: { ...accessOptions, 'client-protocol': { type: 'string' }, json: { type: 'boolean' } },
  run: async (values) => {
    const access = await clientAccess(values);
    process.stdout.write(`${values['json'] === true ? JSON.stringify(access) : access.url}\n`);
    return 0;
  },
};
