import { createHmac } from 'node:crypto';
import { expect } from 'chai';
import { HttpTrigger, WebPubSub, WebPubSubConnection, WebPubSubTrigger } from '../../lib/index.js';
import type { AsyncCollector, MessageData } from '../../lib/index.js';
import { answerOf, boot, successOf } from '../support/parity.js';
import { eventHeaders, signatureOf } from '../support/signed-event.js';
import { startTinyService } from '../support/tiny-service.js';

class Chat {
  @HttpTrigger() @WebPubSub({ hub: 'own' }) toOwnHub(): MessageData {
    return { message: 'hi' };
  }
  @HttpTrigger() @WebPubSub() toGlobalHub(): MessageData {
    return { message: 'hi' };
  }
  @HttpTrigger() async toOwnService(_: unknown, @WebPubSub({ connection: 'Own' }) out: AsyncCollector): Promise<void> {
    await out.add({ message: 'hi' });
  }
}

/** The paths that the default service and one of its own were called at. */
async function pathsCalledBy(path: string): Promise<readonly (readonly string[])[]> {
  const services = [await startTinyService(successOf), await startTinyService(successOf)] as const;
  const [WebPubSubConnectionString, Own] = services.map(({ connectionString }) => connectionString);
  const settings = { WebPubSubConnectionString, Own, WebPubSubHub: 'global' };
  await answerOf([Chat], { path, headers: [] }, { settings });
  await Promise.all(services.map(({ close }) => close()));
  return services.map(({ arrived }) => arrived.map(({ url }) => url.split('?', 1).join()));
}

class Login {
  @HttpTrigger({ methods: ['get'] })
  login(@WebPubSubConnection({ hub: 'chat' }) connection: WebPubSubConnection): WebPubSubConnection {
    return connection;
  }
  @WebPubSubTrigger('chat', 'user', 'message') message(): void {}
}
async function login(connectionString: string): Promise<Record<string, string>> {
  const options = { settings: { WebPubSubConnectionString: connectionString } };
  const { body } = await answerOf([Login], { method: 'GET', path: '/login', headers: [] }, options);
  return JSON.parse(body) as Record<string, string>;
}

describe('parity: WebPubSubServiceClientFactoryTests', () => {
  it('116: the hub of a binding goes before the global one, which is used otherwise', async () => {
    expect(await pathsCalledBy('/toOwnHub')).to.deep.equal([['/api/hubs/own/:send'], []]);
    expect(await pathsCalledBy('/toGlobalHub')).to.deep.equal([['/api/hubs/global/:send'], []]);
  });

  it('117: the connection of a binding goes before the global one', async () => {
    expect(await pathsCalledBy('/toOwnService')).to.deep.equal([[], ['/api/hubs/global/:send']]);
  });
});

describe('parity: WebPubSubServiceTests', () => {
  it('118: http becomes ws with its port and https wss; the URL has the token', async () => {
    const plain = await login('Endpoint=http://localhost;Port=8080;AccessKey=k;Version=1.0;');
    const secure = await login('Endpoint=https://abc;AccessKey=k;Version=1.0;');
    expect(plain['baseUrl']).to.equal('ws://localhost:8080/client/hubs/chat');
    expect(secure['url']).to.match(/^wss:\/\/abc\/client\/hubs\/chat\?access_token=[\w-]+\.[\w-]+\.[\w-]+$/);
  });

  it('119: a key with = in it is read whole', async () => {
    const accessKey = 'aGVsbG8=b==';
    const connectionString = `Endpoint=https://chat.webpubsub.azure.com;AccessKey=${accessKey};Version=1.0;`;
    const [head, claims, signature] = String((await login(connectionString))['accessToken']).split('.');
    const expected = createHmac('sha256', accessKey)
      .update(`${String(head)}.${String(claims)}`)
      .digest('base64url');
    expect(signature).to.equal(expected);
    const headers = eventHeaders({ 'ce-signature': signatureOf('c1', accessKey) });
    const options = { settings: { WebPubSubConnectionString: connectionString } };
    expect((await answerOf([Login], { headers }, options)).status).to.equal(204);
  });

  it('120: a connection string without a key is refused although its host is known', () => {
    const settings = { WebPubSubConnectionString: 'Endpoint=https://chat.webpubsub.azure.com;Version=1.0;' };
    expect(() => boot([Login], { settings }))
      .to.throw('it has no AccessKey')
      .with.property('code', 'WPS_CONNECTION_INVALID');
  });
});
