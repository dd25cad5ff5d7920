import { once } from 'node:events';
import { createServer, get, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect } from 'chai';
import { letGo } from '../../lib/testing/let-go.js';

const servers = () => process.getActiveResourcesInfo().filter((name) => name === 'TCPServerWrap').length;

describe('a server that is let go', () => {
  it('does not keep the process alive, and tells what it is asked', async () => {
    let count = 0;
    const before = servers();
    const server = createServer((_, response) => response.end('x'));
    letGo(server, () => (count += 1));
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    expect(servers()).to.equal(before);
    const asked = get({ port: (server.address() as AddressInfo).port, host: '127.0.0.1', agent: false });
    const [response] = (await once(asked, 'response')) as [IncomingMessage];
    response.resume();
    await once(response, 'close');
    expect(count).to.be.at.least(2);
    server.close();
    await once(server, 'close');
  });
});
