import { expect } from 'chai';
import { contentOf, eventRequest, httpRequest } from '../../lib/testing/test-requests.js';

describe('an event of a test', () => {
  it('is what the service posts, without a signature', () => {
    const { method, url, headers, body } = eventRequest({
      ...{
        path: '/api/webpubsub/hubs/chat',
        hub: 'chat',
        eventType: 'user',
        eventName: 'say',
        id: 3,
        time: new Date(0),
      },
      ...{ event: { connectionId: 'c1', userId: 'ann', headers: { 'x-own': '1' } }, state: 'e30=' },
      ...{ metadata: { trace: 't1' }, ...contentOf('hi') },
    });
    const lines = Object.fromEntries(headers);
    expect([method, url, body]).to.deep.equal(['POST', '/api/webpubsub/hubs/chat', 'hi']);
    expect(lines).to.include({ 'ce-type': 'azure.webpubsub.user.say', 'ce-id': '3', 'ce-userid': 'ann' });
    expect(lines).to.have.property('ce-time', '1970-01-01T00:00:00.000Z');
    expect(lines).to.include({ 'ce-connectionstate': 'e30=', 'x-webpubsub-metadata-trace': 't1', 'x-own': '1' });
    expect(lines).not.to.have.any.keys('ce-signature', 'ce-subprotocol');
  });
});

describe('an HTTP request of a test', () => {
  it('has query, parameters, body and what middleware left', () => {
    const request = httpRequest('Chat.login', '/login', {
      ...{ method: 'POST', query: { a: ['1', '2'], b: 'ü' }, params: { id: '7' }, body: { x: 1 } },
      ...{ state: { user: 'ann' }, principal: { userId: 'ann' } },
    });
    expect(request).to.deep.equal({
      ...{ method: 'POST', url: '/login?a=1&a=2&b=%C3%BC', body: '{"x":1}' },
      headers: [['content-type', 'application/json; charset=utf-8']],
      ...{ state: { user: 'ann' }, principal: { userId: 'ann' } },
      matched: { functionName: 'Chat.login', params: { id: '7' } },
    });
  });

  it('has no body and no content type where a test gives none', () => {
    const request = httpRequest('login', '/login', { method: 'GET' });
    expect(request).to.deep.equal({
      ...{ method: 'GET', url: '/login', headers: [], matched: { functionName: 'login', params: {} } },
    });
  });

  it('refuses a body that cannot be sent', () => {
    expect(() => contentOf(1n)).to.throw(TypeError, 'The test was given');
    expect(() => contentOf('x', 'binary')).to.throw(TypeError, 'no bytes');
  });
});
