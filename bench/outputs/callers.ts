import { WebPubSubServiceClient } from '@azure/web-pubsub';
import { connectService } from '../../lib/index.js';

/** What is called, in one way or the other. */
export interface Caller {
  send(userId: string, text: string): Promise<unknown>;
  negotiate(userId: string): Promise<unknown>;
}

/** What a client of a chat is given. */
const groups = ['lobby', 'news'];
const roles = ['webpubsub.sendToGroup.lobby', 'webpubsub.joinLeaveGroup.lobby'];

/** The ways to call a service: the SDK as its README shows it, and ours. */
export const callers = {
  SDK: (connectionString) => {
    const client = new WebPubSubServiceClient(connectionString, 'bench', { allowInsecureConnection: true });
    return {
      send: (userId, text) => client.sendToUser(userId, text, { contentType: 'text/plain' }),
      negotiate: (userId) => client.getClientAccessToken({ userId, groups, roles }),
    };
  },
  ours: (connectionString) => {
    const service = connectService({ settings: { WebPubSubConnectionString: connectionString } });
    const server = service.server('bench');
    return {
      send: (userId, text) => server.sendToUser(userId, text),
      negotiate: (userId) => service.getClientAccess('bench', { userId, groups, roles }),
    };
  },
} satisfies Readonly<Record<string, (connectionString: string) => Caller>>;
export type CallerName = keyof typeof callers;
