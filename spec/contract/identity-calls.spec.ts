import { expect } from 'chai';
import { Hub } from '../../lib/decorators/hub.js';
import { HttpTrigger } from '../../lib/decorators/http-trigger.js';
import { WebPubSub } from '../../lib/decorators/web-pubsub.js';
import { WebPubSubConnection } from '../../lib/decorators/web-pubsub-connection.js';
import { WebPubSubAction } from '../../lib/outputs/web-pubsub-action.js';
import { ServiceClients } from '../../lib/service/clients.js';
import { resolveConnection } from '../../lib/service/connections.js';
import { serveControllers } from '../support/app.js';
import { startTinyService } from '../support/tiny-service.js';
import type { Arrived, TinyService } from '../support/tiny-service.js';

@Hub('chat')
class Chat {
  @HttpTrigger({ route: 'login' }) login(
    @WebPubSubConnection({
      ...{ userId: 'ann', groups: ['g1', 'g2'], roles: ['webpubsub.sendToGroup.g1'], expiresInMinutes: 5 },
      connection: 'Main',
    })
    connection: WebPubSubConnection,
  ): WebPubSubConnection {
    return connection;
  }
  @HttpTrigger({ route: 'say' }) @WebPubSub({ connection: 'Main' }) say(): WebPubSubAction {
    return WebPubSubAction.sendToAll('hi', { dataType: 'text' });
  }
}

/** Stands for App Service, which gives a managed identity its tokens, and for the service behind a gateway on this machine. */
const answer = ({ url }: Arrived) => {
  if (url.startsWith('/msi')) {
    const expires = Math.floor(Date.now() / 1000) + 86_400;
    const body = { access_token: 'token-of-app-service', expires_on: expires, resource: 'x', token_type: 'Bearer' };
    return { status: 200, headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) };
  }
  if (!url.includes(':generateToken')) return { status: 202 };
  return { status: 200, headers: { 'content-type': 'application/json' }, body: '{"token":"token-of-client"}' };
};

const settingsOf = ({ endpoint }: TinyService) => ({
  Main__serviceUri: 'https://chat.webpubsub.azure.com',
  Main__reverseProxyEndpoint: endpoint,
  Main__credential: 'managedidentity',
  Main__clientId: 'client-of-the-app',
});

/** Requests routes of an app on App Service; gives the answers and what arrived at the other side. */
async function request(...paths: string[]) {
  const service = await startTinyService(answer);
  const { IDENTITY_ENDPOINT, IDENTITY_HEADER } = process.env;
  Object.assign(process.env, { IDENTITY_ENDPOINT: `${service.endpoint}/msi/token`, IDENTITY_HEADER: 'secret-of-host' });
  try {
    const bodies = await serveControllers(
      [Chat],
      async ({ send }) => {
        const answers = [];
        for (const path of paths) answers.push(await send({ method: 'GET', path, headers: [] }));
        return answers;
      },
      { settings: settingsOf(service) },
    );
    return { bodies, arrived: service.arrived };
  } finally {
    await service.close();
    restore({ IDENTITY_ENDPOINT, IDENTITY_HEADER });
  }
}

function restore(before: Readonly<Record<string, string | undefined>>): void {
  for (const [name, value] of Object.entries(before)) {
    if (value === undefined) Reflect.deleteProperty(process.env, name);
    else process.env[name] = value;
  }
}

describe('calls of a connection by identity, with @azure/identity and the SDK as they are', () => {
  let told: Awaited<ReturnType<typeof request>>;
  // Once for all: the library keeps a managed identity's token and address for the whole process.
  before(async () => {
    told = await request('/say', '/say', '/login');
  });

  it('carry the token of the managed identity, which is got once', () => {
    const { bodies, arrived } = told;
    expect(bodies.map(({ status }) => status)).to.deep.equal([204, 204, 200]);
    const identity = arrived.filter(({ url }) => url.startsWith('/msi'));
    const calls = arrived.filter(({ url }) => url.includes(':send'));
    expect(identity).to.have.lengthOf(1);
    const asked = new URL(identity[0]?.url ?? '', 'http://x').searchParams;
    expect([asked.get('resource'), asked.get('client_id')]).to.deep.equal([
      'https://webpubsub.azure.com',
      'client-of-the-app',
    ]);
    expect(identity[0]?.headers).to.have.property('x-identity-header', 'secret-of-host');
    expect(calls.map(({ method, url, body }) => `${method} ${url} ${String(body)}`)).to.deep.equal(
      Array(2).fill('POST /api/hubs/chat/:send?api-version=2024-12-01 hi'),
    );
    expect(calls.map(({ headers }) => headers.authorization)).to.deep.equal(
      Array(2).fill('Bearer token-of-app-service'),
    );
  });

  it('ask the service for the token of a client', () => {
    const { bodies, arrived } = told;
    const asked = arrived.find(({ url }) => url.includes('generateToken'));
    expect([asked?.method, asked?.headers.authorization]).to.deep.equal(['POST', 'Bearer token-of-app-service']);
    const { pathname, searchParams } = new URL(asked?.url ?? '', 'http://x');
    expect(pathname).to.equal('/api/hubs/chat/:generateToken');
    expect([...searchParams].sort()).to.deep.equal([
      ['api-version', '2024-12-01'],
      ['clientType', 'default'],
      ['group', 'g1'],
      ['group', 'g2'],
      ['minutesToExpire', '5'],
      ['role', 'webpubsub.sendToGroup.g1'],
      ['userId', 'ann'],
    ]);
    const access = JSON.parse(bodies[2]?.body ?? '') as Record<string, string>;
    expect(access).to.have.property('accessToken', 'token-of-client');
    expect(access['url']).to.match(/^ws:\/\/127\.0\.0\.1:\d+\/client\/hubs\/chat\?access_token=token-of-client$/);
  });

  it('take any credential, one for all hubs', async () => {
    const service = await startTinyService(answer);
    const settings: Readonly<Record<string, string>> = settingsOf(service);
    const connection = resolveConnection('Main', (name) => settings[name], 'a spec');
    let made = 0;
    const scopes: unknown[] = [];
    const getToken = (scope: string | string[]) => {
      scopes.push(scope);
      return Promise.resolve({ token: 'fake', expiresOnTimestamp: Date.now() + 3_600_000 });
    };
    const clients = new ServiceClients({ credential: () => ((made += 1), Promise.resolve({ getToken })) });
    for (const hub of ['chat', 'news']) await (await clients.client(connection, hub)).userExists('ann').catch(() => 0);
    await service.close();
    expect([made, scopes.flat()[0]]).to.deep.equal([1, 'https://webpubsub.azure.com/.default']);
    expect(service.arrived.map(({ method, url, headers }) => [method, url, headers.authorization])).to.deep.equal([
      ['HEAD', '/api/hubs/chat/users/ann?api-version=2024-12-01', 'Bearer fake'],
      ['HEAD', '/api/hubs/news/users/ann?api-version=2024-12-01', 'Bearer fake'],
    ]);
  });
});
