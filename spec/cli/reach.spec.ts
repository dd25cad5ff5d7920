import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import { expect } from 'chai';
import { startEmulator } from '../../lib/emulator/index.js';
import { reach } from '../../lib/cli/reach.js';
import { closedUrl } from '../support/closed-port.js';
import { withApp } from '../support/with-app.js';

async function problemOf(url: string, timeout?: number): Promise<string> {
  const reached = await reach(url, {}, timeout);
  return 'problem' in reached ? `${reached.problem}. ${reached.remedy}` : expect.fail('it was reached');
}

describe('a server that is asked', () => {
  it('answers, and is not followed elsewhere', () =>
    withApp(
      () => ({ status: 302, headers: { Location: '/elsewhere' } }),
      async (app) => {
        const reached = await reach(app.url, {});
        expect('response' in reached && reached.response.status).to.equal(302);
      },
    ));

  it('is not there', async () => {
    expect(await problemOf(await closedUrl())).to.include('nothing listens there (ECONNREFUSED)');
  });

  it('has no name', async () => {
    expect(await problemOf('http://nowhere.invalid')).to.match(/host/);
  });

  it('does not speak TLS', () =>
    withApp(
      () => ({}),
      async (app) => {
        expect(await problemOf(app.url.replace('http:', 'https:'))).to.include('does not speak TLS');
      },
    ));

  it('is not trusted', async () => {
    await using emulator = await startEmulator({ port: 0, tls: true });
    expect(await problemOf(emulator.url))
      .to.include('its certificate is not trusted')
      .and.include('NODE_EXTRA_CA_CERTS');
  });

  it('says nothing', async () => {
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    const problem = await problemOf(`http://127.0.0.1:${String(port)}`, 50);
    server.close();
    expect(problem).to.include('it did not answer in time');
  });
});
