import { readEventAnswer } from '../../testing/index.js';
import type { Command } from '../command.js';
import { contentHelp, contentOptions, readContent } from '../content.js';
import { withoutQuery } from '../event-url.js';
import { reach } from '../reach.js';
import { readService, requireConnectionString, serviceHelp, serviceOptions } from '../service.js';
import { painterOf } from '../terminal.js';
import { readBounded } from '../trigger/read-bounded.js';
import { answerAsJson, describeAnswer, isGood } from '../trigger/describe-answer.js';
import { eventOptions, readEventName, requestOf } from '../trigger/event.js';

const help = `Usage: web-pubsub trigger <hub>/<event> [options]

Signs one event as the service does, posts it to an app that is running, and prints the answer and what a client would
have seen. connect, connected and disconnected are system events; joined and left with --group tell of a group; any other
name is what a client sends. The app may be written with anything.

Options:
  --url <url>           the app, http://localhost:3000 by default. With a path it is a whole URL template, in which {hub}
                        and {event} are filled in: http://localhost:7071/runtime/webhooks/webpubsub?code=<key>
  --user <id>           who sends it
${contentHelp}  --state <json>        the state of the connection, an object
  --claims <json>       connect: claims of the client's token, {"role":["admin"]}
  --query <text>        connect: the query of the client's URL, room=1
  --subprotocol <name>  what the client speaks; at connect what it offers, more than once
  --reason <text>       disconnected: why
  --group <name>        joined, left: the group
  --connection-id <id>  the connection
${serviceHelp}  --json                one line of JSON: status, body, states, client
  -h, --help            show this

Exit codes: 0 where the answer is a good one, 1 where the app refused or failed, or cannot be reached.
`;

/** `web-pubsub trigger`: one event, without the service. */
export const triggerCommand: Command = {
  help,
  operands: ['event'],
  options: { ...eventOptions, ...contentOptions, ...serviceOptions, json: { type: 'boolean' } },
  run: async (values, [operand = '']) => {
    const name = readEventName(operand, values);
    const connectionString = requireConnectionString(readService(values));
    const request = requestOf(name, values, { connectionString, content: await readContent(values) });
    const reached = await reach(request.url, request);
    if ('problem' in reached)
      throw new Error(`${withoutQuery(request.url)} was not reached: ${reached.problem}. ${reached.remedy}`);
    const answer = await readEventAnswer(name, await readBounded(reached.response, withoutQuery(request.url)));
    const text = values['json'] === true ? answerAsJson(answer) : describeAnswer(answer, painterOf(process.stdout));
    process.stdout.write(text);
    return isGood(answer) ? 0 : 1;
  },
};
