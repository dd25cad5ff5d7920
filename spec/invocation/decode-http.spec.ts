import { expect } from 'chai';
import { decodeHttpBody, parametersOf } from '../../lib/invocation/decode-http.js';
import { codeOf } from '../support/define.js';

describe('the body of an HTTP request', () => {
  it('is nothing where there is none, whatever its type', () => {
    expect(decodeHttpBody(Buffer.alloc(0), 'application/json')).to.equal(undefined);
  });

  it('is bytes where its type is unknown or missing', () => {
    const bytes = Buffer.from('x');
    expect([decodeHttpBody(bytes, undefined), decodeHttpBody(bytes, 'image/png')]).to.deep.equal([bytes, bytes]);
  });

  it('is refused as JSON that is none', () => {
    expect(codeOf(() => decodeHttpBody(Buffer.from('{'), 'application/json'))).to.equal('WPS_BODY_INVALID');
  });
});

describe('parameters', () => {
  it('that are there several times are arrays, and __proto__ is one like any other', () => {
    const parameters = parametersOf(new URLSearchParams('a=1&b=1&b=2&c&__proto__=x'));
    expect(Object.entries(parameters)).to.deep.equal([
      ['a', '1'],
      ['b', ['1', '2']],
      ['c', ''],
      ['__proto__', 'x'],
    ]);
  });
});
