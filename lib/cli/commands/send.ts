import { connectService, type MessageContent, type WebPubSubServer } from '../../index.js';
import { countOption, textOption, UsageError, type Command, type OptionValues } from '../command.js';
import { contentHelp, contentOptions, readContent, type Content } from '../content.js';
import { readService, serviceHelp, serviceOptions } from '../service.js';
import { callService } from '../service-failure.js';

const help = `Usage: web-pubsub send [options]

Sends a message to clients, as the app does: to all of a hub, unless --group, --user or --connection-id names whom.

Options:
  --hub <name>          the hub; that of the setting WebPubSubHub by default
  --group <name>        to those in a group
  --user <id>           to a user, wherever connected
  --connection-id <id>  to one connection
  --filter <text>       only to connections that an OData filter takes, userId ne 'ann'
  --ttl <seconds>       how long the service keeps what it cannot deliver, up to 300
${contentHelp}${serviceHelp}  --json                one line of JSON in the place of the text: hub, targetType, targetId
  -h, --help            show this
`;

const targets = ['group', 'user', 'connection-id'] as const;

/** Whom a message is for, in the words of outputs. */
interface Target {
  readonly targetType: 'All' | 'Groups' | 'Users' | 'Connections';
  readonly targetId: string;
}

/** `web-pubsub send`: a message as the server. */
export const sendCommand: Command = {
  help,
  options: {
    ...{ hub: { type: 'string' }, group: { type: 'string' }, user: { type: 'string' } },
    ...{ 'connection-id': { type: 'string' }, filter: { type: 'string' }, ttl: { type: 'string' } },
    ...{ ...contentOptions, ...serviceOptions, json: { type: 'boolean' } },
  },
  run: async (values) => {
    const target = readTarget(values);
    const content = await readContent(values);
    if (content === undefined) throw new UsageError('send needs --data or --data-file.');
    const server = connectService(readService(values)).server(textOption(values, 'hub'));
    await callService(send(server, target, { content, values }));
    process.stdout.write(
      values['json'] === true ? `${JSON.stringify({ hub: server.hub, ...target })}\n` : told(server, target),
    );
    return 0;
  },
};

function readTarget(values: OptionValues): Target {
  const [name, surplus] = targets.filter((one) => textOption(values, one) !== undefined);
  if (surplus !== undefined) throw new UsageError(`Give one of --${targets.join(', --')}.`);
  const targetId = name === undefined ? '' : (textOption(values, name) ?? '');
  const types = { group: 'Groups', user: 'Users', 'connection-id': 'Connections' } as const;
  const targetType = name === undefined ? 'All' : types[name];
  if (targetType === 'Connections' && textOption(values, 'filter') !== undefined)
    throw new UsageError('--connection-id names the connection; there is nothing to --filter.');
  return { targetType, targetId };
}

interface Sending {
  readonly content: Content;
  readonly values: OptionValues;
}

function send(server: WebPubSubServer, { targetType, targetId }: Target, { content, values }: Sending): Promise<void> {
  const [filter, seconds] = [textOption(values, 'filter'), countOption(values, 'ttl')];
  const dataType = content.dataType;
  const own = { dataType, ...(seconds !== undefined && { messageTtlSeconds: seconds }) };
  const options = { ...own, ...(filter !== undefined && { filter }) };
  // A string that goes as json is JSON text to the server.
  const data = (dataType === 'json' ? JSON.stringify(content.data) : content.data) as MessageContent;
  if (targetType === 'Groups') return server.sendToGroup(targetId, data, options);
  if (targetType === 'Users') return server.sendToUser(targetId, data, options);
  return targetType === 'Connections' ? server.sendToConnection(targetId, data, own) : server.sendToAll(data, options);
}

function told({ hub }: WebPubSubServer, { targetType, targetId }: Target): string {
  const names = {
    All: 'all',
    Groups: `group "${targetId}"`,
    Users: `user "${targetId}"`,
    Connections: `connection "${targetId}"`,
  };
  return `The service took the message for ${names[targetType]} of hub "${hub}".\n`;
}
