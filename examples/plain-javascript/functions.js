// @ts-check
import { defineFunction, UserId, WebPubSub, WebPubSubConnection } from 'web-pubsub-bindings';

/** `GET /login?userid=ann` answers `{ baseUrl, url, accessToken }`. */
export const login = defineFunction(
  {
    hub: 'lobby',
    http: { methods: ['get'], route: 'login' },
    parameters: [WebPubSubConnection({ userId: '{query.userid}' })],
  },
  (_context, connection) => connection,
);

/** Lets everybody in but Mallory. */
export const connect = defineFunction(
  { trigger: { hub: 'lobby', eventType: 'system', eventName: 'connect' } },
  ({ userId }) =>
    userId === 'mallory' ? { code: 'unauthorized', errorMessage: 'Not you.' } : { groups: ['everybody'] },
);

/** Sends what one client says to all, and answers that client alone. */
export const message = defineFunction(
  {
    trigger: { hub: 'lobby', eventType: 'user', eventName: 'message' },
    parameters: [WebPubSub(), UserId()],
  },
  async ({ data }, out, userId) => {
    await out.add({ message: `${userId}: ${data}` });
    return 'sent';
  },
);
