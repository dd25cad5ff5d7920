import { expect } from 'chai';
import { encodeConnectBody, readConnectAnswer } from '../../../lib/emulator/upstream/connect-event.js';
import { httpAnswer } from '../../support/http-answers.js';

describe('the body of connect', () => {
  it('has no member besides those of the service', () => {
    const request = {
      connectionId: 'c',
      userId: 'u',
      claims: { a: ['1'] },
      query: {},
      headers: {},
      subprotocols: ['x'],
    };
    expect(JSON.parse(encodeConnectBody(request))).to.deep.equal({
      claims: { a: ['1'] },
      query: {},
      headers: {},
      subprotocols: ['x'],
      clientCertificates: [],
    });
  });
});

describe('an answer to connect', () => {
  const rows: readonly (readonly [string, string, object])[] = [
    ['nothing', '', {}],
    ['null', 'null', {}],
    ['nulls', '{"userId":null,"roles":null,"groups":null}', {}],
    ['empty roles and groups', '{"roles":[],"groups":[]}', { roles: [] }],
    ['an empty user', '{"userId":""}', { userId: '' }],
    ['an empty subprotocol', '{"subprotocol":""}', {}],
    ['the other spelling', '{"subProtocol":"x","other":1}', { subprotocol: 'x' }],
  ];
  for (const [what, body, accepted] of rows) {
    it(`of ${what} is ${JSON.stringify(accepted)}`, () => {
      expect(readConnectAnswer(httpAnswer(200, body))).to.deep.equal({ accepted });
    });
  }

  it('carries a state, the last of several', () => {
    const answer = httpAnswer(204, '', { 'ce-connectionstate': ['a', 'b'] });
    expect(readConnectAnswer(answer)).to.deep.equal({ accepted: { state: 'b' } });
  });

  it('refuses by any other status, body and type included', () => {
    const answer = httpAnswer(401, 'no', { 'content-type': 'text/plain' });
    expect(readConnectAnswer(answer)).to.deep.equal({
      refused: { status: 401, contentType: 'text/plain', body: Buffer.from('no') },
    });
  });

  it('fails when it means nothing', () => {
    for (const body of [
      '{',
      '1',
      '[]',
      '{"userId":1}',
      '{"groups":"g"}',
      '{"roles":[1]}',
      '{"groups":[" "]}',
      '{"subprotocol":[]}',
      '{"subprotocol":"a b"}',
      '{"subprotocol":"a\\r\\nb: c"}',
    ]) {
      expect(readConnectAnswer(httpAnswer(200, body)), body).to.have.property('problem');
    }
  });
});
