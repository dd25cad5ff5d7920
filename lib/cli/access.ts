import { connectService, type ClientAccess, type ClientAccessOptions } from '../index.js';
import {
  choiceOption,
  countOption,
  textOption,
  textsOption,
  UsageError,
  type Command,
  type OptionValues,
} from './command.js';
import { callService } from './service-failure.js';
import { readService, serviceHelp, serviceOptions } from './service.js';

/** The options that say what a client may do. */
export const accessOptions: Command['options'] = {
  hub: { type: 'string' },
  user: { type: 'string' },
  role: { type: 'string', multiple: true },
  group: { type: 'string', multiple: true },
  ttl: { type: 'string' },
  ...serviceOptions,
};

/** What `--help` says of them. */
export const accessHelp = `  --hub <name>          the hub; that of the setting WebPubSubHub by default
  --user <id>           who the client is; anonymous by default
  --role <role>         what it may do, more than once: webpubsub.joinLeaveGroup, webpubsub.sendToGroup, each for one
                        group with .<group> behind it
  --group <name>        a group that it is in from the start, more than once
  --ttl <minutes>       how long the token lets it in, 60 by default
${serviceHelp}`;

/** Makes what one client connects with. A connection with a key asks nobody for it. */
export async function clientAccess(values: OptionValues): Promise<ClientAccess> {
  const service = connectService(readService(values));
  return callService(service.getClientAccess(textOption(values, 'hub'), readAccess(values)));
}

function readAccess(values: OptionValues): ClientAccessOptions {
  const [userId, minutes] = [textOption(values, 'user'), countOption(values, 'ttl')];
  const clientProtocol = choiceOption(values, 'client-protocol', ['default', 'mqtt', 'socketio']);
  if (minutes === 0) throw new UsageError('--ttl takes a whole number of minutes, at least 1.');
  return {
    ...(userId !== undefined && { userId }),
    ...(minutes !== undefined && { expiresInMinutes: minutes }),
    ...(clientProtocol !== undefined && { clientProtocol: clientProtocol as 'default' | 'mqtt' | 'socketio' }),
    roles: textsOption(values, 'role'),
    groups: textsOption(values, 'group'),
  };
}
