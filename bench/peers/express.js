// The official handler, as its README shows it. It verifies no signature.
import { WebPubSubEventHandler } from '@azure/web-pubsub-express';
import express from 'express';
import { createServer } from 'node:http';
import { serve } from '../../dist/bench/serve.js';

const handler = new WebPubSubEventHandler('bench', {
  path: '/api/webpubsub/hubs/bench',
  handleConnect: (_request, response) => {
    response.setState('count', 0);
    response.success({ groups: ['all'] });
  },
  handleUserEvent: ({ context }, response) => {
    response.setState('count', context.states.count + 1);
    response.success('taken', 'text');
  },
});
const app = express();
app.use(handler.getMiddleware());
serve(createServer(app));
