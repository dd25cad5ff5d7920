// The app as it was: Express and @azure/web-pubsub-express. `npm install` in this folder fetches both.
import { WebPubSubServiceClient } from '@azure/web-pubsub';
import { WebPubSubEventHandler } from '@azure/web-pubsub-express';
import express from 'express';

export function createApp(connectionString) {
  const service = new WebPubSubServiceClient(connectionString, 'lobby', { allowInsecureConnection: true });
  const lobby = service.group('lobby');

  const handler = new WebPubSubEventHandler('lobby', {
    handleConnect(req, res) {
      if (!req.context.userId) return res.fail(401, 'Who are you?');
      if (req.context.userId === 'mallory') return res.fail(401, 'Not you.');
      res.setState('said', 0);
      res.success({ groups: ['lobby'] });
    },

    async onConnected(req) {
      await lobby.sendToAll({ type: 'came', who: req.context.userId });
    },

    async handleUserEvent(req, res) {
      const { eventName, userId, states } = req.context;
      switch (eventName) {
        case 'say': {
          if (req.dataType !== 'text') return res.fail(400, 'Say a text.');
          const said = states.said + 1;
          await lobby.sendToAll({ type: 'said', who: userId, text: req.data });
          res.setState('said', said);
          return res.success(JSON.stringify({ said }), 'json');
        }
        case 'shout':
          return res.success(String(req.data).toUpperCase(), 'text');
        default:
          return res.fail(404, 'No such event.');
      }
    },

    async onDisconnected(req) {
      await lobby.sendToAll({ type: 'went', who: req.context.userId });
    },
  });

  const app = express();
  app.use(handler.getMiddleware());
  app.get('/negotiate', async (req, res) => {
    const { url } = await service.getClientAccessToken({ userId: req.query.user });
    res.json({ url });
  });
  return app;
}
