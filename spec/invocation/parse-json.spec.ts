import { expect } from 'chai';
import { parseJson } from '../../lib/invocation/parse-json.js';
import { codeOf, messageOf } from '../support/define.js';

const nested = (depth: number, inner = ''): Buffer => Buffer.from('['.repeat(depth) + inner + ']'.repeat(depth));

describe('JSON of a client', () => {
  it('is read', () => {
    expect(parseJson(Buffer.from('{"a":[1,"ü"]}'))).to.deep.equal({ a: [1, 'ü'] });
  });

  it('is refused where it is none', () => {
    expect(codeOf(() => parseJson(Buffer.from('{')))).to.equal('WPS_BODY_INVALID');
  });

  it('is refused where it is nested so deep that nothing could walk it', () => {
    expect(parseJson(nested(1_000))).to.be.an('array');
    for (const body of [
      nested(1_001),
      nested(100_000),
      Buffer.from('{"a":'.repeat(100_000)),
      nested(500, '{"a":'.repeat(501)),
    ]) {
      expect(messageOf(() => parseJson(body))).to.include('JSON of at most 1000 levels');
    }
  });

  it('may be long, and may hold brackets in its texts', () => {
    const texts = ['['.repeat(3_000), '"['.repeat(3_000), '\\"{'.repeat(3_000), '\\'];
    const long = Array.from({ length: 3_000 }, (_, index) => [{ index }]);
    for (const value of [texts, long]) expect(parseJson(Buffer.from(JSON.stringify(value)))).to.deep.equal(value);
  });
});
