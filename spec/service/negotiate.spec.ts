import { expect } from 'chai';
import jwt from 'jsonwebtoken';
import { ServiceClients } from '../../lib/service/clients.js';
import { createClientAccess } from '../../lib/service/negotiate.js';
import { rejectionOf } from '../support/performs.js';

const accessKey = 'a key of this spec';
const connection = {
  name: 'Main',
  endpoint: 'https://demo.webpubsub.azure.com',
  accessKeys: [accessKey] as const,
  hosts: [],
};
const access = (options = {}, to: object = {}) =>
  createClientAccess(new ServiceClients(), { ...connection, ...to }, 'chat', options);

describe('client access', () => {
  it('is a URL and a token', async () => {
    const { baseUrl, url, accessToken } = await access();
    expect(baseUrl).to.equal('wss://demo.webpubsub.azure.com/client/hubs/chat');
    expect(url).to.equal(`${baseUrl}?access_token=${accessToken}`);
    expect(jwt.verify(accessToken, accessKey)).to.have.property(
      'aud',
      'https://demo.webpubsub.azure.com/client/hubs/chat',
    );
  });

  it('names the user, roles and groups, and when it ends', async () => {
    const { accessToken } = await access({
      userId: 'ann',
      roles: ['webpubsub.sendToGroup'],
      groups: ['g'],
      expiresInMinutes: 5,
    });
    const claims = jwt.verify(accessToken, accessKey) as jwt.JwtPayload;
    expect(claims).to.deep.include({ sub: 'ann', role: ['webpubsub.sendToGroup'], 'webpubsub.group': ['g'] });
    expect(Number(claims.exp) - Number(claims.iat)).to.equal(300);
  });

  it('is anonymous without a user', async () => {
    const { accessToken } = await access();
    expect(jwt.verify(accessToken, accessKey)).not.to.have.any.keys('sub', 'role', 'webpubsub.group');
  });

  it('has a path for each client protocol', async () => {
    const paths = await Promise.all(
      ['mqtt', 'socketio'].map(async (clientProtocol) => (await access({ clientProtocol })).baseUrl),
    );
    expect(paths).to.deep.equal([
      'wss://demo.webpubsub.azure.com/clients/mqtt/hubs/chat',
      'wss://demo.webpubsub.azure.com/clients/socketio/hubs/chat',
    ]);
  });

  it('keeps the port of an insecure endpoint', async () => {
    expect((await access({}, { endpoint: 'http://localhost:8080' })).baseUrl).to.equal(
      'ws://localhost:8080/client/hubs/chat',
    );
  });

  it('leads through the gateway with a token for the service itself', async () => {
    const { baseUrl, accessToken } = await access({}, { reverseProxyEndpoint: 'https://gate.example.com' });
    expect(baseUrl).to.equal('wss://gate.example.com/client/hubs/chat');
    expect(jwt.verify(accessToken, accessKey)).to.have.property(
      'aud',
      'https://demo.webpubsub.azure.com/client/hubs/chat',
    );
  });

  it('of a connection by identity is asked for, and the signal ends that', async () => {
    const reason = new Error('over');
    const caller = { missing: [] };
    const byIdentity = {
      ...connection,
      accessKeys: [] as const,
      identity: { credential: { kind: 'default' as const }, caller },
    };
    const getToken = () => Promise.resolve({ token: 'fake', expiresOnTimestamp: Date.now() + 3_600_000 });
    const clients = new ServiceClients({ credential: () => Promise.resolve({ getToken }) });
    const signal = AbortSignal.abort(reason);
    expect(await rejectionOf(createClientAccess(clients, byIdentity, 'chat', { signal }))).to.equal(reason);
  });
});
