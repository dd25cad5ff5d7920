import { expect } from 'chai';
import { ServiceRegistry } from '../../lib/host/service-registry.js';
import { codeOf, messageOf } from '../support/define.js';
import { signatureOf } from '../support/signed-event.js';

const settings: Readonly<Record<string, string>> = {
  WebPubSubConnectionString: 'Endpoint=https://one.example;AccessKey=key1;Version=1.0;',
  Second: 'Endpoint=https://two.example;AccessKey=key2;Version=1.0;',
};
const registry = (): ServiceRegistry => new ServiceRegistry({ setting: (name) => settings[name] }, ['custom.example']);
const from = (origin: string, key: string) => ({ origin, connectionId: 'c1', signature: signatureOf('c1', key) });

describe('the registry of services', () => {
  it('trusts the default connection where a function names none', () => {
    const verifier = registry().verifier([]);
    expect(() => verifier.verify(from('one.example', 'key1'))).not.to.throw();
    expect(codeOf(() => verifier.verify(from('two.example', 'key2')))).to.equal('WPS_ORIGIN_UNKNOWN');
  });

  it('trusts those that a function names, and no other', () => {
    const verifier = registry().verifier(['Second']);
    expect(() => verifier.verify(from('two.example', 'key2'))).not.to.throw();
    expect(codeOf(() => verifier.verify(from('one.example', 'key1')))).to.equal('WPS_ORIGIN_UNKNOWN');
  });

  it('trusts a further origin with the key of the service', () => {
    const verifier = registry().verifier([]);
    expect(() => verifier.verify(from('custom.example', 'key1'))).not.to.throw();
    expect(codeOf(() => verifier.verify(from('custom.example', 'key2')))).to.equal('WPS_SIGNATURE_MISMATCH');
  });

  it('trusts every known connection where there is no function to ask', () => {
    const known = registry();
    known.connection('Second', 'Chat.f');
    expect(() => known.verifier('all').verify(from('two.example', 'key2'))).not.to.throw();
    expect(codeOf(() => known.verifier('all').verify(from('one.example', 'key1')))).to.equal('WPS_ORIGIN_UNKNOWN');
  });

  it('reads a connection once', () => {
    const known = registry();
    expect(known.connection('Second', 'a')).to.equal(known.connection('Second', 'b'));
  });

  for (const origin of ['*', '*.example.com', '', 'not a host']) {
    it(`takes no origin "${origin}", and names the host names that it takes`, () => {
      const make = () => new ServiceRegistry({ setting: () => undefined }, ['custom.example', origin]);
      expect(codeOf(make)).to.equal('WPS_BOOTSTRAP_OPTION');
      expect(messageOf(make)).to.include('"origins[1]"').and.include('no wildcards');
    });
  }

  it('makes tokens for clients', async () => {
    const { baseUrl } = await registry().clientAccess('Second', 'chat', { userId: 'ann' });
    expect(baseUrl).to.equal('wss://two.example/client/hubs/chat');
  });
});
