import { expect } from 'chai';
import { UsageError } from '../../lib/cli/command.js';
import { createError } from '../../lib/errors.js';
import { describeServiceFailure } from '../../lib/cli/service-failure.js';

const describeIt = (error: object) => describeServiceFailure(error).message;

describe('a call of the service that failed', () => {
  for (const [error, words] of [
    [{ statusCode: 401, message: '' }, 'The service answered 401. The service does not take this key'],
    [{ statusCode: 400, message: 'Invalid\nfilter' }, 'The service answered 400. Invalid filter.'],
    [
      { statusCode: 404, message: '' },
      'There is nothing of that name, or this is not the endpoint of a Web PubSub service.',
    ],
    [
      { statusCode: 200, code: 'PARSE_ERROR', message: 'Error "SyntaxError: <html>' },
      'The service answered 200 with what is no JSON. Is this the endpoint of a Web PubSub service,',
    ],
    [{ statusCode: 500, message: '' }, 'The service answered 500. It does not say why.'],
    [{ code: 'ECONNREFUSED', message: '' }, 'The service was not reached: nothing listens there (ECONNREFUSED).'],
  ] as const) {
    it(`says: ${words}`, () => {
      expect(describeIt(error)).to.include(words);
    });
  }

  it('keeps what we say ourselves', () => {
    const error = createError('WPS_HUB_MISSING', { where: 'a' });
    expect(describeServiceFailure(error)).to.equal(error);
    expect(describeServiceFailure(new UsageError('a'))).to.be.instanceOf(UsageError);
  });
});
