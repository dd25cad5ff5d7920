import { expect } from 'chai';
import { UnauthorizedError, WebPubSubError } from '../../lib/errors.js';
import { encodeFailure } from '../../lib/invocation/encode-event.js';
import { type Change, connect, message, text } from '../support/answers.js';

describe('a refusal', () => {
  for (const [code, status] of [
    ['unauthorized', 401],
    ['userError', 400],
    ['serverError', 500],
  ] as const) {
    it(`${code} is ${String(status)} with its message`, () => {
      expect(connect({ code, errorMessage: 'no' })).to.deep.equal({ status, headers: text, body: 'no' });
      expect(message({ code })).to.deep.equal({ status, headers: text, body: '' });
    });
  }

  it('set on the context is never overridden by what was returned', () => {
    for (const returned of [undefined, { userId: 'ann' }, 'text', { nonsense: true }]) {
      const refuse: Change = (context) => (context.statusCode = 403);
      expect(connect(returned, refuse).status).to.equal(403);
    }
  });

  it('returned is never overridden by what was set on the context', () => {
    const accept: Change = (context) => {
      context.userId = 'ann';
      context.statusCode = 200;
    };
    expect(connect({ code: 'unauthorized' }, accept).status).to.equal(401);
  });

  it('carries no states', () => {
    const answer = message({ code: 'userError' }, (context) => (context.states['b'] = 2));
    expect(answer.headers).to.deep.equal(text);
  });

  it('may have a message that is no text', () => {
    for (const errorMessage of [5, null, undefined, { a: 1 }]) {
      expect(connect({ code: 'unauthorized', errorMessage }).body).to.be.a('string');
    }
  });

  it('is told by own keys alone', () => {
    const inherited = Object.create({ code: 'unauthorized' }) as object;
    expect(message(inherited)).to.deep.include({ status: 200, body: '{}' });
  });
});

describe('the answer to a failure of an event', () => {
  it('tells what the caller may know', () => {
    expect(encodeFailure(new UnauthorizedError('not you'))).to.deep.equal({
      status: 401,
      headers: text,
      body: 'not you',
    });
  });

  it('never accepts', () => {
    expect(encodeFailure(new WebPubSubError('MINE', 200, 'fine')).status).to.equal(500);
  });
});
