import { expect } from 'chai';
import { TestConnectionRefused } from '../../lib/testing/connection-refused.js';

describe('a refused connection', () => {
  it('says with which status and words', () => {
    const error = new TestConnectionRefused(401, 'not you');
    expect(error).to.include({ status: 401, body: 'not you' });
    expect(error.message).to.include('401: not you');
  });
});
