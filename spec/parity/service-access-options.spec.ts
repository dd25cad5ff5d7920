import { expect } from 'chai';
import { HttpTrigger, WebPubSubConnection, WebPubSubTrigger } from '../../lib/index.js';
import type { HostOptions } from '../../lib/index.js';
import { answerOf, boot } from '../support/parity.js';

class Login {
  @HttpTrigger({ methods: ['get'] }) login(@WebPubSubConnection() { baseUrl }: WebPubSubConnection): string {
    return baseUrl;
  }
}
class Plain {
  @HttpTrigger({ methods: ['get'] }) login(): string {
    return 'no service needed';
  }
}
class Chat {
  @WebPubSubTrigger({ eventType: 'user', eventName: 'message' }) message(): void {}
}

const connection = (host: string): string => `Endpoint=https://${host};AccessKey=a key;Version=1.0;`;
const login = async (settings: HostOptions['settings'] = {}, controller: object = Login): Promise<string> =>
  (await answerOf([controller], { method: 'GET', path: '/login', headers: [] }, { settings })).body;

/** Runs with these variables in the environment. */
async function withEnvironment<T>(variables: Readonly<Record<string, string>>, run: () => T | Promise<T>): Promise<T> {
  Object.assign(process.env, variables);
  try {
    return await run();
  } finally {
    for (const name of Object.keys(variables)) Reflect.deleteProperty(process.env, name);
  }
}

describe('parity: WebPubSubServiceAccessOptionsSetupTests', () => {
  it('93: the connection string may stand in the options', async () => {
    const settings = { WebPubSubConnectionString: connection('given'), WebPubSubHub: 'chat' };
    expect(await login(settings)).to.equal('wss://given/client/hubs/chat');
  });

  it('94: the connection string may stand in the environment', async () => {
    const variables = { WebPubSubConnectionString: connection('environment'), WebPubSubHub: 'chat' };
    expect(await withEnvironment(variables, () => login())).to.equal('wss://environment/client/hubs/chat');
  });

  it('96: a connection string goes before a serviceUri of the same name', async () => {
    const settings = {
      WebPubSubConnectionString: connection('text'),
      WebPubSubConnectionString__serviceUri: 'https://identity',
      WebPubSubHub: 'chat',
    };
    expect(await login(settings)).to.equal('wss://text/client/hubs/chat');
  });

  it('97: nothing is set where nothing needs a service', async () => {
    expect(await login({}, Plain)).to.equal('no service needed');
  });

  it('98: the hub may stand in the options', () => {
    const settings = { WebPubSubConnectionString: connection('given'), WebPubSubHub: 'chat' };
    expect(boot([Chat], { settings }).functions[0]).to.include({ hub: 'chat' });
  });

  it('99: the hub may be looked up by name', async () => {
    const settings = { WebPubSubConnectionString: connection('given'), WebPubSubHub: '%Tenant%', Tenant: 'contoso' };
    expect(boot([Chat], { settings }).functions[0]).to.include({ hub: 'contoso' });
    expect(await login(settings)).to.equal('wss://given/client/hubs/contoso');
  });

  it('100: the hub of the options goes before that of the environment', async () => {
    const settings = { WebPubSubConnectionString: connection('given'), WebPubSubHub: 'given' };
    const { functions } = await withEnvironment({ WebPubSubHub: 'environment' }, () => boot([Chat], { settings }));
    expect(functions[0]).to.include({ hub: 'given' });
  });
});
