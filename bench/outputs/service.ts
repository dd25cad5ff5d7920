// The service as a bare HTTP server: it takes every operation, at once or after so many milliseconds, and tells how many were under way together.
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What the service saw since it was asked last. */
export interface Seen {
  readonly operations: number;
  readonly most: number;
}

const delay = Number(process.argv[2] ?? 0);
let [operations, underWay, most] = [0, 0, 0];

const server = createServer((request, response) => {
  operations += 1;
  underWay += 1;
  most = Math.max(most, underWay);
  const answer = (): void => {
    underWay -= 1;
    response.writeHead(202, { 'Content-Length': 0 }).end();
  };
  request.resume().once('end', () => {
    if (delay > 0) setTimeout(answer, delay);
    else answer();
  });
});
server.listen(0, '127.0.0.1', () => process.send?.({ port: (server.address() as AddressInfo).port }));
process.on('message', () => {
  process.send?.({ operations, most } satisfies Seen);
  [operations, most] = [0, 0];
});
process.on('disconnect', () => process.exit());
