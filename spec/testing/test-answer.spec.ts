import { inspect } from 'node:util';
import { expect } from 'chai';
import { isQuestion, readBody, TestAnswer, toOutput } from '../../lib/testing/test-answer.js';

describe('the answer of a test', () => {
  const response = { status: 500, headers: {} };

  it('is itself where a function has answered, and throws what was thrown instead', () => {
    const answer = new TestAnswer({ ...response, status: 401 }, { outputs: [], lines: [] });
    expect(answer.orThrow()).to.equal(answer);
    const error = new TypeError('boom', { cause: 'the database' });
    const failed = new TestAnswer(response, { outputs: [], lines: [], thrown: { error } });
    expect(() => failed.orThrow())
      .to.throw(TypeError, 'boom')
      .with.property('cause', 'the database');
    const nothing = new TestAnswer(response, { outputs: [], lines: [], thrown: { error: undefined } });
    expect(() => nothing.orThrow()).to.throw();
  });

  it('shows its error where it is printed', () => {
    const thrown = { error: new TypeError('boom') };
    expect(inspect(new TestAnswer(response, { outputs: [], lines: [], thrown }))).to.include('TypeError: boom');
  });

  it('shows in an assertion what it failed with, or what the no says', () => {
    const shown = (answer: TestAnswer) => {
      try {
        expect(answer).to.have.property('status', 204);
      } catch (error) {
        return (error as Error).message.replace(' to have property', '').replace('of 204, but got', '<>');
      }
      return 'no failure';
    };
    const thrown = { error: new TypeError('the database is down') };
    const body = 'Say who you are, and from where you come.';
    const refused = { status: 401, headers: { 'content-type': 'text/plain' }, body };
    expect([
      shown(new TestAnswer(response, { outputs: [], lines: [], thrown })),
      shown(new TestAnswer(refused, { outputs: [], lines: [] })),
      shown(new TestAnswer({ status: 200, headers: {} }, { outputs: [], lines: [] })),
    ]).to.deep.equal([
      "expected [500 TypeError: the database is down] 'status' <> 500",
      "expected [401 'Say who you are, and from where…] 'status' <> 401",
      "expected [200] 'status' <> 200",
    ]);
  });

  it('has a body that a test compares', () => {
    const read = (type: string, body?: string) =>
      readBody({ status: 200, headers: { 'content-type': type }, ...(body === undefined ? {} : { body }) });
    expect(read('application/json; charset=utf-8', '[1]')).to.deep.equal([1]);
    expect(read('application/problem+json', '{"status":400}')).to.deep.equal({ status: 400 });
    expect(read('text/plain; charset=utf-8', 'hi')).to.equal('hi');
    expect(read('application/octet-stream', 'hi')).to.deep.equal(Buffer.from('hi'));
    expect([read('text/plain'), read('text/plain', '')]).to.deep.equal([undefined, undefined]);
  });

  it('tells a call of the service by its name, and its message with what travels beside it', () => {
    const message = { dataType: 'json', data: '{"a":1}', metadata: { trace: 't1' } } as const;
    expect(toOutput('chat', { name: 'sendToUser', userId: 'ann', message })).to.deep.equal({
      ...{ hub: 'chat', name: 'sendToUser', userId: 'ann', data: { a: 1 }, dataType: 'json' },
      metadata: { trace: 't1' },
    });
    expect(toOutput('chat', { name: 'closeConnection', connectionId: 'c1' })).to.deep.equal({
      ...{ hub: 'chat', name: 'closeConnection', connectionId: 'c1' },
    });
  });

  it('leaves out what only asks', () => {
    const names = ['userExists', 'hasPermission', 'listConnectionsInGroup', 'sendToAll', 'grantPermission'] as const;
    expect(names.map(isQuestion)).to.deep.equal([true, true, true, false, false]);
  });
});
