import { expect } from 'chai';
import { TestConnectionRefused } from '../../lib/testing/connection-refused.js';

describe('a refused connection', () => {
  it('says with which status and words', () => {
    const error = new TestConnectionRefused(401, 'not you');
    expect(error).to.include({ status: 401, body: 'not you' });
    expect(error.message).to.equal('The client was refused with 401: not you');
    expect(new TestConnectionRefused(403, '').message).to.equal('The client was refused with 403, without a word.');
  });

  it('says which route refused it', () => {
    const asked = { route: 'GET /login' };
    const messages = ['Log in.', ''].map((body) => new TestConnectionRefused(403, body, asked).message);
    expect(messages).to.deep.equal(['GET /login answered 403: Log in.', 'GET /login answered 403, without a word.']);
  });
});
