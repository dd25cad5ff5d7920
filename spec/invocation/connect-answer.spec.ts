import { Readable } from 'node:stream';
import { expect } from 'chai';
import { encodeConnect } from '../../lib/invocation/connect-answer.js';
import { connectEvent } from '../../lib/testing/events.js';
import { answerOptions, bodyOf, type Change, connect, json, nothing } from '../support/answers.js';
import { codeOf, messageOf } from '../support/define.js';

class Silent {
  readonly #x = 1;
  get x(): number {
    return this.#x;
  }
}

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
    ['a Set', new Set()],
    ['NaN', NaN],
    ['a BigInt', 1n],
    ['a date', new Date(0)],
    ['an error', new Error('no')],
    ['a stream', Readable.from([])],
    ['a function', () => undefined],
    ['a symbol', Symbol('x')],
    ['an instance of a class that says nothing', new Silent()],
    ['a user id that is no text', { userId: 5 }],
    ['a user id with a line break, which would be a header of every event', { userId: 'ann\r\nce-hub: other' }],
    ['a user id with a control character', { userId: 'ann\u0000' }],
    ['a subprotocol that is empty', { subprotocol: '' }],
    ['a subprotocol that is a list of two', { subprotocol: 'a, b' }],
    ['a subprotocol with a line break', { subprotocol: 'a\r\nx: y' }],
    ['a subprotocol that is no text', { subprotocol: ['a'] }],
    ['roles that are one text', { roles: 'r' }],
    ['a group that is empty', { groups: [''] }],
    ['states that are no object', { states: [] }],
  ] as const) {
    it(`is never ${what}`, () => {
      expect(codeOf(() => connect(returned))).to.equal('WPS_ANSWER_INVALID');
    });
  }

  it('is held to the same when it was set on the context', () => {
    const wrong: Change[] = [
      (context) => (context.userId = 'ann\n'),
      (context) => (context.subprotocol = 'a b'),
      (context) => (context.groups = ['']),
    ];
    for (const change of wrong) expect(codeOf(() => connect(undefined, change))).to.equal('WPS_ANSWER_INVALID');
  });

  it('may name a subprotocol that the client did not offer, for the service is to judge that', () => {
    const context = connectEvent({ subprotocols: ['chat.v1'] });
    expect(encodeConnect(context, { subprotocol: 'chat.v2' }, answerOptions).body).to.equal(
      '{"subprotocol":"chat.v2"}',
    );
  });

  it('has no hole in a list, which JSON would make null', () => {
    for (const wrong of [{ roles: ['a', , 'b'] }, { groups: [,] }])
      expect(codeOf(() => connect(wrong))).to.equal('WPS_ANSWER_INVALID');
  });

  it('may be an instance of a class, by its own keys', () => {
    class Accepted {
      readonly userId = 'ann';
    }
    expect(connect(new Accepted()).body).to.equal('{"userId":"ann"}');
  });

  it('names the unknown key and the method in the log', () => {
    expect(messageOf(() => connect({ userID: 'ann' })))
      .to.include('Chat.f')
      .and.include('"userID"')
      .and.include('userId, roles');
  });
});
