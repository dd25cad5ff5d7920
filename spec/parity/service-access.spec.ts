import { expect } from 'chai';
import { HttpTrigger, WebPubSubConnection } from '../../lib/index.js';
import { answerOf, boot } from '../support/parity.js';

class Login {
  @HttpTrigger({ methods: ['get'] })
  login(@WebPubSubConnection({ hub: 'chat', connection: 'Section' }) { baseUrl }: WebPubSubConnection): string {
    return baseUrl;
  }
}
type Settings = Readonly<Record<string, string | undefined>>;
const login = async (settings: Settings): Promise<string> =>
  (await answerOf([Login], { method: 'GET', path: '/login', headers: [] }, { settings })).body;
const withPort = (port: string): Settings => ({ Section: `Endpoint=https://abc;AccessKey=k;Version=1.0;Port=${port}` });
/** Expects bootstrap to fail with this code and say this. */
function refuses(settings: Settings, code: string, says: string): void {
  expect(() => boot([Login], { settings }))
    .to.throw(says)
    .with.property('code', code);
}

describe('parity: WebPubSubServiceAccessUtilTests', () => {
  it('101: a connection string that is not there is missing', () => {
    refuses({ Section: undefined }, 'WPS_CONNECTION_MISSING', 'the setting Section is not there (Login.login');
  });

  it('102: an empty connection string is missing', () => {
    for (const Section of ['', '  ']) refuses({ Section }, 'WPS_CONNECTION_MISSING', 'Section');
  });

  it('103: a connection string without an endpoint is refused', () => {
    refuses({ Section: 'AccessKey=k;Version=1.0;' }, 'WPS_CONNECTION_INVALID', 'it has no Endpoint');
  });

  it('104: a connection string without a key is refused, since nothing could be verified or signed with it', () => {
    refuses({ Section: 'Endpoint=https://abc;Version=1.0;' }, 'WPS_CONNECTION_INVALID', 'it has no AccessKey');
  });

  it('105: a connection string is read, its names in any letter case, a slash at the end left out', async () => {
    const base = 'wss://abc/client/hubs/chat';
    expect(await login({ Section: 'Endpoint=https://abc;AccessKey=k;Version=1.0;' })).to.equal(base);
    expect(await login({ Section: 'endpoint=https://abc/;ACCESSKEY=k;nothing;' })).to.equal(base);
  });

  it('106: a connection string may have a port', async () => {
    expect(await login(withPort('8080'))).to.equal('wss://abc:8080/client/hubs/chat');
  });

  it('107: six bad ports are refused', () => {
    for (const port of ['0', '-1', '65536', '70000', 'abc', '']) {
      refuses(withPort(port), 'WPS_CONNECTION_INVALID', 'its Port is not a number from 1 to 65535');
    }
  });

  it('108: five good ports are taken', async () => {
    for (const port of ['1', '80', '8080', '44300', '65535']) {
      expect(await login(withPort(port))).to.equal(`wss://abc:${port}/client/hubs/chat`);
    }
  });

  it('109: a section holds a connection string', async () => {
    expect(await login({ Section: 'Endpoint=https://section;AccessKey=k' })).to.equal('wss://section/client/hubs/chat');
  });

  it('111: an empty section does not fall back to the default connection', () => {
    const WebPubSubConnectionString = 'Endpoint=https://default;AccessKey=k';
    refuses({ WebPubSubConnectionString }, 'WPS_CONNECTION_MISSING', 'Section');
  });

  it('112: the connection string of a section goes before its serviceUri', async () => {
    const settings = { Section: 'Endpoint=https://text;AccessKey=k', Section__serviceUri: 'https://identity' };
    expect(await login(settings)).to.equal('wss://text/client/hubs/chat');
  });

  it('113: an app with a connection string can be made', () => {
    expect(() => boot([Login], { settings: { Section: 'Endpoint=https://abc;AccessKey=k' } })).not.to.throw();
  });

  it('115: an app without any connection cannot be made where a binding needs one', () => {
    refuses({}, 'WPS_CONNECTION_MISSING', 'Section');
  });
});
