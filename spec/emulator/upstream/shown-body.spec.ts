import { expect } from 'chai';
import { CookieJar } from '../../../lib/emulator/broker/cookie-jar.js';
import { shownAnswer, shownBody } from '../../../lib/emulator/upstream/shown-body.js';
import { httpAnswer } from '../../support/http-answers.js';

const known = { hub: 'chat', connectionId: 'c1', eventId: 1, userId: undefined, cookies: new CookieJar() };

function shown(eventName: string, contentType: string, body: string | Uint8Array) {
  const eventType = eventName === 'connect' ? 'system' : 'user';
  return shownBody({ ...known, eventType, eventName, contentType, body });
}

describe('the body of an event, as entries have it', () => {
  it('is what it is, by its type', () => {
    expect(shown('say', 'text/plain', 'hi')).to.deep.equal({ dataType: 'text', data: 'hi' });
    expect(shown('say', 'application/json', '{}')).to.deep.equal({ dataType: 'json', data: '{}' });
    const data = Uint8Array.of(1, 2);
    expect(shown('say', 'application/octet-stream', data)).to.deep.equal({ dataType: 'binary', data });
  });

  it('is without the tokens and cookies that a client came with', () => {
    const query = { access_token: ['eyJ…'], room: ['1'] };
    const headers = { Cookie: ['a=b'], Host: ['localhost'], 'X-Api-Key': ['k'] };
    const body = JSON.stringify({ claims: { sub: ['ann'] }, query, headers, subprotocols: [] });
    const { data } = shown('connect', 'application/json; charset=utf-8', body) ?? {};
    expect(JSON.parse(String(data))).to.deep.equal({
      claims: { sub: ['ann'] },
      query: { access_token: ['(hidden)'], room: ['1'] },
      headers: { Cookie: ['(hidden)'], Host: ['localhost'], 'X-Api-Key': ['(hidden)'] },
      subprotocols: [],
    });
  });
});

describe('the body of an answer, as entries have it', () => {
  it('is none where there is none', () => {
    expect(shownAnswer(httpAnswer(204))).to.equal(undefined);
  });

  for (const [type, dataType, data] of [
    ['application/json', 'json', '"x"'],
    ['text/html', 'text', '"x"'],
    ['application/problem+json', 'text', '"x"'],
    ['image/png', 'binary', Buffer.from('"x"')],
  ] as const) {
    it(`is ${dataType} where it is ${type}`, () => {
      expect(shownAnswer(httpAnswer(200, '"x"', { 'content-type': type }))).to.deep.equal({ dataType, data });
    });
  }
});
