// Fastify with the bytes of the body, and no work at all.
import fastify from 'fastify';
import { serve } from '../../dist/bench/serve.js';

const app = fastify();
app.removeAllContentTypeParsers();
app.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => done(null, body));
app.post('/api/webpubsub/hubs/:hub', (_request, reply) => reply.type('text/plain').send('taken'));
await app.listen({ port: 0, host: '127.0.0.1' });
serve(app.server);
