import { expect } from 'chai';
import { ServiceClients } from '../../lib/service/clients.js';
import { startTinyService, tinyKey } from '../support/tiny-service.js';

const connection = {
  name: 'Main',
  endpoint: 'https://demo.webpubsub.azure.com',
  accessKeys: [tinyKey] as const,
  hosts: [],
};

describe('the clients of an app', () => {
  it('are one for each connection and hub', async () => {
    const clients = new ServiceClients();
    expect(await clients.client(connection, 'chat')).to.equal(await clients.client(connection, 'chat'));
    expect(await clients.client(connection, 'chat')).not.to.equal(await clients.client(connection, 'news'));
    expect(await clients.client(connection, 'chat')).not.to.equal(
      await clients.client({ ...connection, accessKeys: ['another'] }, 'chat'),
    );
  });

  it('are forgotten where a request named a hub that nobody calls again', async () => {
    const clients = new ServiceClients();
    const [first, busy] = [await clients.client(connection, 'first'), await clients.client(connection, 'busy')];
    for (let index = 0; index < 250; index += 1) {
      await clients.client(connection, `hub${index}`);
      expect(await clients.client(connection, 'busy')).to.equal(busy);
    }
    expect(await clients.client(connection, 'first')).not.to.equal(first);
  });

  it('call through the gateway, with a token for the service itself', async () => {
    const gateway = await startTinyService(() => ({ status: 202 }));
    const proxied = { ...connection, endpoint: 'https://demo.example', reverseProxyEndpoint: gateway.endpoint };
    await new ServiceClients().perform(
      proxied,
      'chat',
    )({ name: 'sendToAll', message: { dataType: 'text', data: 'hi' } });
    await gateway.close();
    const [, payload = ''] = String(gateway.arrived[0]?.headers.authorization).split('.');
    expect(JSON.parse(Buffer.from(payload, 'base64url').toString())).to.have.property(
      'aud',
      'https://demo.example/api/hubs/chat/:send?api-version=2024-12-01',
    );
  });
});
