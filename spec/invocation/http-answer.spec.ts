import { expect } from 'chai';
import { encodeHttp, encodeHttpFailure } from '../../lib/invocation/http-answer.js';
import { UnauthorizedError } from '../../lib/errors.js';
import { codeOf } from '../support/define.js';

const encode = (returned: unknown): unknown => encodeHttp(returned, 'Api.run');
const text = { 'content-type': 'text/plain; charset=utf-8' };
const json = { 'content-type': 'application/json; charset=utf-8' };

describe('the answer of an HTTP function', () => {
  for (const [what, returned, answer] of [
    ['nothing', undefined, { status: 204, headers: {} }],
    ['null', null, { status: 204, headers: {} }],
    ['a string', 'a', { status: 200, headers: text, body: 'a' }],
    ['a number', 0, { status: 200, headers: json, body: '0' }],
    ['false', false, { status: 200, headers: json, body: 'false' }],
    ['an array', [1], { status: 200, headers: json, body: '[1]' }],
    ['a status alone', { status: 302 }, { status: 302, headers: {} }],
    ['a status with null', { status: 201, body: null }, { status: 201, headers: {} }],
    [
      'headers in any letter case',
      { status: 200, headers: { 'Content-Type': 'a/b' }, body: 'x' },
      { status: 200, headers: { 'content-type': 'a/b' }, body: 'x' },
    ],
    [
      'several cookies',
      { status: 200, headers: { 'set-cookie': ['a', 'b'] } },
      { status: 200, headers: { 'set-cookie': ['a', 'b'] } },
    ],
    ['a header left out', { status: 200, headers: { 'x-a': undefined } }, { status: 200, headers: {} }],
    [
      'a status of data',
      { status: 200, headers: {}, body: 'x', more: 1 },
      { status: 200, headers: json, body: '{"status":200,"headers":{},"body":"x","more":1}' },
    ],
    ['a status that is text', { status: 'done' }, { status: 200, headers: json, body: '{"status":"done"}' }],
    ['a status that no response has', { status: 600 }, { status: 200, headers: json, body: '{"status":600}' }],
    ['a body without a status', { body: 'x' }, { status: 200, headers: json, body: '{"body":"x"}' }],
  ] as const) {
    it(`may be ${what}`, () => {
      expect(encode(returned)).to.deep.equal(answer);
    });
  }

  it('may be bytes', () => {
    const bytes = Buffer.from([1]);
    expect(encode(bytes)).to.deep.equal({
      status: 200,
      headers: { 'content-type': 'application/octet-stream' },
      body: bytes,
    });
  });

  for (const [what, returned] of [
    ['a function', () => undefined],
    ['a BigInt', 1n],
    ['a body that JSON cannot hold', { status: 200, body: { big: 1n } }],
    ['an interim status, after which a client waits on', { status: 103 }],
    ['headers that are no object', { status: 200, headers: 'x' }],
    ['a header that is a number', { status: 200, headers: { 'x-a': 1 } }],
    ['a header with a line break', { status: 200, headers: { 'x-a': 'a\r\nb' } }],
    ['a header name with a space', { status: 200, headers: { 'x a': 'b' } }],
  ] as const) {
    it(`is never ${what}`, () => {
      expect(codeOf(() => encode(returned))).to.equal('WPS_ANSWER_INVALID');
    });
  }
});

describe('the answer to a failure of an HTTP function', () => {
  it('is a problem document', () => {
    const { status, body } = encodeHttpFailure(new UnauthorizedError('not you'));
    expect([status, JSON.parse(String(body))]).to.deep.equal([401, { title: 'not you', status: 401 }]);
  });
});
