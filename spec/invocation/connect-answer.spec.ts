import { expect } from 'chai';
import { encodeConnect } from '../../lib/invocation/connect-answer.js';
import { connectEvent } from '../../lib/testing/events.js';
import { answerOptions, bodyOf, connect, json, nothing } from '../support/answers.js';
import { codeOf, messageOf } from '../support/define.js';

describe('the answer to connect', () => {
  it('is 204 where nothing was set or returned', () => {
    for (const returned of [undefined, null, {}, { userId: undefined }])
      expect(connect(returned)).to.deep.equal(nothing);
  });

  it('is what was returned', () => {
    const answer = connect({ userId: 'ann', roles: ['r'], groups: [], subprotocol: 'p' });
    expect([answer.status, answer.headers, bodyOf(answer)]).to.deep.equal([
      200,
      json,
      { userId: 'ann', roles: ['r'], groups: [], subprotocol: 'p' },
    ]);
  });

  it('is what was set on the context', () => {
    const answer = connect(undefined, (context) => {
      context.userId = 'ann';
      context.roles = ['r'];
      context.statusCode = 200;
    });
    expect(bodyOf(answer)).to.deep.equal({ userId: 'ann', roles: ['r'] });
  });

  it('is what was set with the own keys of what was returned over it', () => {
    const answer = connect({ userId: 'bob', groups: undefined }, (context) => {
      context.userId = 'ann';
      context.groups = ['g'];
    });
    expect(bodyOf(answer)).to.deep.equal({ userId: 'bob', groups: ['g'] });
  });

  it('does not repeat what the client came with', () => {
    const context = connectEvent({ userId: 'ann', subprotocol: 'p' });
    expect(encodeConnect(context, { roles: [] }, answerOptions).body).to.equal('{"roles":[]}');
  });

  for (const [what, returned] of [
    ['an unknown key', { userID: 'ann' }],
    ['a user event answer', { data: 'x', dataType: 'text' }],
    ['a refusal with an unknown code', { code: 'forbidden' }],
    ['a refusal with another key', { code: 'unauthorized', userId: 'ann' }],
    ['a string', 'ok'],
    ['an empty string', ''],
    ['an array', []],
    ['false', false],
    ['bytes', Buffer.from('x')],
    ['a Map', new Map()],
    ['a user id that is no text', { userId: 5 }],
    ['roles that are one text', { roles: 'r' }],
    ['a group that is empty', { groups: [''] }],
    ['states that are no object', { states: [] }],
  ] as const) {
    it(`is never ${what}`, () => {
      expect(codeOf(() => connect(returned))).to.equal('WPS_ANSWER_INVALID');
    });
  }

  it('names the unknown key and the method in the log', () => {
    expect(messageOf(() => connect({ userID: 'ann' })))
      .to.include('Chat.f')
      .and.include('"userID"')
      .and.include('userId, roles');
  });
});
