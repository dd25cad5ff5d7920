import { expect } from 'chai';
import { foreignAnswer, misspeltRefusal } from '../../lib/invocation/foreign-answer.js';

const told = (returned: unknown) => foreignAnswer('Chat.login', returned);

describe('an HTTP answer as another framework has it', () => {
  it('is warned of by the name of its function, with the keys there are', () => {
    expect(told({ statusCode: 202, body: 'hi' }))
      .to.include('Chat.login returned { statusCode, body }')
      .and.include('{ status, ');
    for (const one of [
      { statusCode: 204 },
      { statusCode: '202', headers: {}, body: '', isBase64Encoded: false },
      { jsonBody: { id: 1 } },
      { status: 201, jsonBody: { id: 1 }, headers: {}, cookies: [] },
    ])
      expect(told(one)).to.include('with status 200');
  });

  it('is no answer of ours, and no data', () => {
    for (const one of [
      undefined,
      'statusCode',
      {},
      { status: 201, headers: {}, body: 'hi' },
      { statusCode: 404, error: 'Not Found', message: 'gone' },
      { headers: {}, body: '' },
    ])
      expect(told(one)).to.equal(undefined);
  });
});

describe('a refusal with a code that there is not', () => {
  const toldOf = (returned: unknown) => misspeltRefusal('Desk.line', returned);

  it('is warned of by the name of its function and the code', () => {
    expect(toldOf({ code: 'Unauthorised', errorMessage: 'No.' }))
      .to.include('Desk.line returned { code: "Unauthorised", errorMessage }')
      .and.include('"unauthorized", "userError" or "serverError"');
  });

  it('is no refusal that there is, and no data', () => {
    for (const one of [
      ...[undefined, 'code', { code: 'abc' }, { errorMessage: 'No.' }, { code: 7, errorMessage: 'No.' }],
      ...[
        { code: 'userError', errorMessage: '' },
        { code: 'Unauthorized', errorMessage: '' },
      ],
      { code: 'abc', errorMessage: 'No.', line: 1 },
    ])
      expect(toldOf(one)).to.equal(undefined);
  });
});
