// node:http with the bytes of the body, and no work at all.
import { createServer } from 'node:http';
import { serve } from '../../dist/bench/serve.js';

const server = createServer((request, response) => {
  const chunks = [];
  request.on('data', (chunk) => chunks.push(chunk));
  request.on('end', () => {
    Buffer.concat(chunks);
    response.setHeader('content-type', 'text/plain');
    response.end('taken');
  });
});
serve(server);
