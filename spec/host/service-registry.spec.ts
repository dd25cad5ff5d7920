import { expect } from 'chai';
import jsonwebtoken from 'jsonwebtoken';
import { ServiceRegistry } from '../../lib/host/service-registry.js';
import { codeOf, messageOf } from '../support/define.js';
import { rejectionOf } from '../support/performs.js';
import { startTinyService } from '../support/tiny-service.js';
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
    expect(() => verifier.verify(from('one.example', 'key1'), { headers: [] })).not.to.throw();
    expect(codeOf(() => verifier.verify(from('two.example', 'key2'), { headers: [] }))).to.equal('WPS_ORIGIN_UNKNOWN');
  });

  it('trusts those that a function names, and no other', () => {
    const verifier = registry().verifier(['Second']);
    expect(() => verifier.verify(from('two.example', 'key2'), { headers: [] })).not.to.throw();
    expect(codeOf(() => verifier.verify(from('one.example', 'key1'), { headers: [] }))).to.equal('WPS_ORIGIN_UNKNOWN');
  });

  it('trusts a further origin with the key of the service', () => {
    const verifier = registry().verifier([]);
    expect(() => verifier.verify(from('custom.example', 'key1'), { headers: [] })).not.to.throw();
    expect(codeOf(() => verifier.verify(from('custom.example', 'key2'), { headers: [] }))).to.equal(
      'WPS_SIGNATURE_MISMATCH',
    );
  });

  it('trusts every known connection where there is no function to ask', () => {
    const known = registry();
    known.connection('Second', 'Chat.f');
    expect(() => known.verifier('all').verify(from('two.example', 'key2'), { headers: [] })).not.to.throw();
    expect(codeOf(() => known.verifier('all').verify(from('one.example', 'key1'), { headers: [] }))).to.equal(
      'WPS_ORIGIN_UNKNOWN',
    );
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

  it('follows settings that are a function, for what comes and for what leaves', async () => {
    let key = 'before';
    const look = (name: string) => (name === 'Main' ? `Endpoint=https://one.example;AccessKey=${key}` : undefined);
    const following = new ServiceRegistry({ setting: look, watched: look }, []);
    const made = await following.clientAccess('Main', 'chat', {});
    expect(following.verifier(['Main'])).to.equal(following.verifier(['Main']));
    key = 'after';
    expect(codeOf(() => following.verifier(['Main']).verify(from('one.example', 'before'), { headers: [] }))).to.equal(
      'WPS_SIGNATURE_MISMATCH',
    );
    expect(following.verifier(['Main']).verify(from('one.example', 'after'), { headers: [] })).to.equal(undefined);
    const accessToken = made.accessToken;
    expect(await rejectionOf(following.clientAccess('Main', 'chat', { accessToken }))).to.have.property('status', 401);
    const { accessToken: fresh } = await following.clientAccess('Main', 'chat', {});
    await following.clientAccess('Main', 'chat', { accessToken: fresh });
  });

  it('lets what was made before a key changed call with the new one', async () => {
    const service = await startTinyService(() => ({ status: 202 }));
    let key = 'before';
    const look = (name: string) => (name === 'Main' ? `Endpoint=${service.endpoint};AccessKey=${key}` : undefined);
    const perform = new ServiceRegistry({ setting: look, watched: look }, []).perform('Main', 'chat');
    key = 'after';
    await perform({ name: 'sendToAll', message: { dataType: 'text', data: 'hi' } });
    await service.close();
    const token = String(service.arrived[0]?.headers.authorization).replace('Bearer ', '');
    expect(jsonwebtoken.verify(token, 'after')).to.be.an('object');
  });
});
