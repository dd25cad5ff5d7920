import { once } from 'node:events';
import { createServer, get, type IncomingMessage } from 'node:http';
import { connect, type AddressInfo } from 'node:net';
import { expect } from 'chai';
import { systemClock } from '../../lib/clock.js';
import { letGo, letGoClock, letGoSocket } from '../../lib/testing/let-go.js';

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

describe('a socket that is let go', () => {
  it('does not keep the process alive, whoever holds it', async () => {
    const sockets = () => process.getActiveResourcesInfo().filter((name) => name === 'TCPSocketWrap').length;
    const server = createServer().listen(0, '127.0.0.1');
    letGo(server, () => undefined);
    await once(server, 'listening');
    const before = sockets();
    const socket = connect((server.address() as AddressInfo).port, '127.0.0.1');
    await once(socket, 'connect');
    letGoSocket(socket);
    socket.ref();
    expect(sockets()).to.equal(before);
    socket.destroy();
    server.close();
    await once(server, 'close');
  });
});

describe('a clock that is let go', () => {
  it('has timers that do not keep the process alive', () => {
    const timers = () => process.getActiveResourcesInfo().filter((name) => name === 'Timeout').length;
    const before = timers();
    const clock = letGoClock(systemClock);
    const cancel = clock.after(1_000, () => undefined);
    expect(timers()).to.equal(before);
    cancel();
    expect(clock.now()).to.be.closeTo(Date.now(), 100);
  });
});
