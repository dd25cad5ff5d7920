import { expect } from 'chai';
import { resolveConnection } from '../../lib/service/connections.js';

const resolve = (settings: Record<string, string>, name = 'Main') =>
  resolveConnection(name, (setting) => settings[setting], 'Chat.join');

describe('a connection', () => {
  it('is read from its connection string', () => {
    expect(resolve({ Main: 'Endpoint=https://demo.webpubsub.azure.com;AccessKey=abc=;Version=1.0;' })).to.deep.equal({
      name: 'Main',
      endpoint: 'https://demo.webpubsub.azure.com',
      accessKeys: ['abc='],
      hosts: [{ hostname: 'demo.webpubsub.azure.com', scheme: 'https', port: undefined }],
    });
  });

  it('has the other key of the service beside its own where a setting says it', () => {
    const settings: Readonly<Record<string, string>> = {
      Main: 'Endpoint=https://chat.example;AccessKey=first;Version=1.0;',
      Main__secondaryAccessKey: ' second ',
    };
    expect(resolveConnection('Main', (name) => settings[name], 'Chat.f').accessKeys).to.deep.equal(['first', 'second']);
  });

  it('has further hosts from which its events may come', () => {
    const { hosts } = resolve({
      Main: 'Endpoint=http://localhost:8080;AccessKey=abc',
      Main__origins: 'chat.example.com, https://b.example.com:444',
    });
    expect(hosts).to.deep.equal([
      { hostname: 'localhost', scheme: 'http', port: '8080' },
      { hostname: 'chat.example.com', port: undefined },
      { hostname: 'b.example.com', scheme: 'https', port: '444' },
    ]);
  });

  it('may be reached through a gateway', () => {
    const text = 'Endpoint=https://demo.webpubsub.azure.com;AccessKey=abc';
    expect(resolve({ Main: text, Main__reverseProxyEndpoint: 'https://gate.example.com' })).to.have.property(
      'reverseProxyEndpoint',
      'https://gate.example.com',
    );
  });

  for (const gateway of ['gate', 'https://gate.example.com/hubs', 'https://gate.example.com?a=b', 'ftp://gate']) {
    it(`is not reached through ${gateway}`, () => {
      expect(() => resolve({ Main: 'Endpoint=https://a;AccessKey=abc', Main__reverseProxyEndpoint: gateway }))
        .to.throw('Main__reverseProxyEndpoint')
        .with.property('code', 'WPS_SETTING_INVALID');
    });
  }

  it('refuses origins that are no hosts', () => {
    for (const origins of ['not a host', 'a.example.com, *.example.com']) {
      expect(() => resolve({ Main: 'Endpoint=https://a;AccessKey=abc', Main__origins: origins }))
        .to.throw('Main__origins')
        .with.property('code', 'WPS_SETTING_INVALID');
    }
  });

  it('is missing without its setting, or with an empty one', () => {
    for (const settings of [{}, { Main: ' ' }]) {
      expect(() => resolve(settings))
        .to.throw(/Main .*Chat\.join/)
        .with.property('code', 'WPS_CONNECTION_MISSING');
    }
  });

  it('is invalid without endpoint or key, and the error does not quote it', () => {
    expect(() => resolve({ Main: 'AccessKey=secret' }))
      .to.throw('no Endpoint')
      .with.property('code', 'WPS_CONNECTION_INVALID');
    expect(() => resolve({ Main: 'AccessKey=secret' })).not.to.throw('secret');
  });

  it('takes the published key of the emulator on this machine alone', () => {
    const text = (endpoint: string) =>
      `Endpoint=${endpoint};AccessKey=ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789ABCDEFGH;Version=1.0;`;
    for (const endpoint of ['http://localhost:8080', 'http://127.0.0.1:1', 'http://[::1]:1']) {
      expect(resolve({ Main: text(endpoint) }).accessKeys).to.have.lengthOf(1);
    }
    expect(() => resolve({ Main: text('http://emulator:8080') }))
      .to.throw('emulator')
      .with.property('code', 'WPS_WELL_KNOWN_KEY');
  });

  it('by identity has no key, and its own hosts', () => {
    const { accessKeys, endpoint, hosts, identity } = resolve({
      Main__serviceUri: 'https://demo.webpubsub.azure.com/',
    });
    expect([accessKeys, endpoint, hosts.length]).to.deep.equal([[], 'https://demo.webpubsub.azure.com', 1]);
    expect(identity?.credential).to.deep.equal({ kind: 'default' });
  });

  it('takes the connection string where both are there', () => {
    const settings = { Main: 'Endpoint=https://a;AccessKey=abc', Main__serviceUri: 'https://b', Main__tenantId: 'x' };
    expect(resolve(settings)).to.include({ endpoint: 'https://a' }).and.not.have.property('identity');
  });

  it('by identity goes over https alone, except on this machine through a gateway', () => {
    const to = (uri: string, gateway?: string) => () =>
      resolve({ Main__serviceUri: uri, ...(gateway && { Main__reverseProxyEndpoint: gateway }) });
    expect(to('http://localhost:8080')).to.throw('Main__serviceUri');
    expect(to('https://a', 'http://gate.example')).to.throw('Main__reverseProxyEndpoint');
    expect(to('https://a', 'http://127.0.0.1:1')).not.to.throw();
  });

  it('by identity without the address of a service says which setting is missing', () => {
    expect(() => resolve({ Main__clientId: 'c' }))
      .to.throw(/Main__serviceUri .*Chat\.join/)
      .with.property('code', 'WPS_IDENTITY_INCOMPLETE');
  });

  it('without a key says how to go without one', () => {
    expect(() => resolve({ Main: 'Endpoint=https://a;Version=1.0;' })).to.throw('set Main__serviceUri');
  });
});
