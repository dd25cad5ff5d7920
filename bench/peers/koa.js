// Koa, its router and a raw body, and no work at all: what is read is thrown away.
import Router from '@koa/router';
import Koa from 'koa';
import { createServer } from 'node:http';
import getRawBody from 'raw-body';
import { serve } from '../../dist/bench/serve.js';

const router = new Router();
router.post('/api/webpubsub/hubs/:hub', async (ctx) => {
  await getRawBody(ctx.req, { limit: '1mb', length: ctx.get('content-length') });
  ctx.body = 'taken';
});
const app = new Koa();
app.use(router.routes());
serve(createServer(app.callback()));
