import { Readable } from 'node:stream';
import { expect } from 'chai';
import { encodeHttp, encodeHttpFailure } from '../../lib/invocation/http-answer.js';
import { UnauthorizedError } from '../../lib/errors.js';
import { codeOf, messageOf } from '../support/define.js';

const encode = (returned: unknown): unknown => encodeHttp(returned, 'Api.run');
const text = { 'content-type': 'text/plain; charset=utf-8' };
const json = { 'content-type': 'application/json; charset=utf-8' };

class Point {
  readonly x = 1;
}

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

  for (const [what, returned, body] of [
    ['a date', new Date(0), '"1970-01-01T00:00:00.000Z"'],
    ['an instance of a class', new Point(), '{"x":1}'],
  ] as const) {
    it(`may be ${what}`, () => {
      expect(encode(returned)).to.deep.equal({ status: 200, headers: json, body });
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
    ['a symbol', Symbol('x')],
    ['a BigInt', 1n],
    ['NaN', NaN],
    ['Infinity', Infinity],
    ['a Map', new Map([[1, 2]])],
    ['a Set', new Set([1])],
    ['an error', new Error('x')],
    ['a stream', Readable.from(['x'])],
    ['a Response', new Response('x')],
    ['a body that is a stream', { status: 200, body: Readable.from(['x']) }],
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

  for (const name of ['Content-Length', 'Transfer-Encoding', 'Connection', 'Keep-Alive', 'Upgrade', 'Trailer', 'TE']) {
    it(`never sets ${name}, which is for the server to send`, () => {
      const answer = { status: 200, headers: { 'x-a': 'b', [name]: '5' }, body: 'hello' };
      expect(messageOf(() => encode(answer))).to.include(`the header ${name}, which is for the server to send`);
    });
  }

  it('never tells the value of a header in the log, since it may be a secret', () => {
    const cookie = { status: 200, headers: { 'set-cookie': 'id=hunter2\n' } };
    expect(messageOf(() => encode(cookie)))
      .to.include('"set-cookie"')
      .and.not.include('hunter2');
  });
});

describe('the answer to a failure of an HTTP function', () => {
  it('is a problem document', () => {
    const { status, body } = encodeHttpFailure(new UnauthorizedError('not you'));
    expect([status, JSON.parse(String(body))]).to.deep.equal([401, { title: 'not you', status: 401 }]);
  });
});
