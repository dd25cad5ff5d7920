// Hono on Node with the bytes of the body, and no work at all.
import { createAdaptorServer } from '@hono/node-server';
import { Hono } from 'hono';
import { serve } from '../../dist/bench/serve.js';

const app = new Hono();
app.post('/api/webpubsub/hubs/:hub', async (context) => {
  await context.req.arrayBuffer();
  return context.text('taken');
});
serve(createAdaptorServer({ fetch: app.fetch }));
