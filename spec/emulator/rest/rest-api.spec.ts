import { expect } from 'chai';
import { AccessTokens } from '../../../lib/emulator/access-tokens.js';
import { addressOf } from '../../../lib/emulator/address.js';
import { EntraIssuer } from '../../../lib/emulator/identity/entra-issuer.js';
import { RestApi } from '../../../lib/emulator/rest/rest-api.js';
import { RestQuery } from '../../../lib/emulator/rest/rest-message.js';
import { brokerStory, RecordingReceiver } from '../../support/broker-story.js';

/** Calls the interface without HTTP, with a token for exactly this path. */
function story() {
  const { broker, clock, open } = brokerStory();
  const tokens = new AccessTokens(['x'.repeat(32)], clock);
  const address = addressOf('localhost', 8080);
  const api = new RestApi({ broker, tokens, address, issuer: new EntraIssuer(address.url, clock) });
  const call = (method: string, path: string, query = '', body = '', type?: string) => {
    const headers = new Map<string, string | undefined>([
      ['authorization', `Bearer ${tokens.sign({ aud: address.url + path }, 60)}`],
      ['content-length', String(body.length)],
      ['content-type', type],
    ]);
    const header = (name: string) => headers.get(name);
    const readBody = async () => Buffer.from(body);
    return api.answer({
      method,
      path,
      query: new RestQuery(query),
      host: 'localhost:8080',
      header,
      headerNames: [],
      readBody,
    });
  };
  return { call, open, broker, clock };
}

describe('the REST interface', () => {
  it('judges the version before the token, and the token before the parameters', async () => {
    const { call } = story();
    const version = await call('POST', '/api/hubs/chat/:send', 'api-version=1&messageTtlSeconds=x');
    expect([version.status, JSON.parse(version.body ?? '')]).to.have.nested.property('1.target', 'api-version');
    const answer = await call('POST', '/api/hubs/chat/:send', 'messageTtlSeconds=x');
    expect(JSON.parse(answer.body ?? '')).to.include({ target: 'messageTtlSeconds' });
  });

  it('judges the parameters before the body', async () => {
    const { call } = story();
    const { body } = await call('POST', '/api/hubs/chat/:send', 'filter=x', '{', 'application/json');
    expect(JSON.parse(body ?? '')).to.include({ status: 400, target: 'filter' });
  });

  it('lets a message go when its messageTtlSeconds are over before its client is back', async () => {
    const { call, open, broker, clock } = story();
    const [connection, lost] = open('c1', { isReliable: true });
    broker.lose(connection, lost, 'gone', false);
    for (const [ttl, body] of ['5', '10', '0'].map((ttl) => [ttl, `${ttl} s`] as const)) {
      await call('POST', '/api/hubs/chat/:send', `messageTtlSeconds=${ttl}`, body, 'text/plain');
    }
    clock.advance(5000);
    const back = new RecordingReceiver();
    broker.resume(connection, back);
    expect(back.data).to.deep.equal(['10 s', '0 s']);
  });

  it('performs an operation and answers with its one success status', async () => {
    const { call, open } = story();
    const [, receiver] = open('c1');
    expect(await call('POST', '/api/hubs/chat/connections/c1/:send', '', 'hi', 'text/plain')).to.include({
      status: 202,
    });
    expect(await call('HEAD', '/api/hubs/chat/connections/c1')).to.include({ status: 200 });
    expect(await call('DELETE', '/api/hubs/chat/connections/c1')).to.include({ status: 204 });
    expect(await call('HEAD', '/api/hubs/chat/connections/c1')).to.include({ status: 404 });
    expect(receiver.data).to.deep.equal(['hi', 'disconnected']);
  });
});
