import { expect } from 'chai';
import { toContent, toContentOf } from '../../lib/invocation/content.js';

describe('a value as a body', () => {
  it('is text, bytes or JSON by its kind', () => {
    const types = ['', Buffer.alloc(0), new Uint16Array(1), new ArrayBuffer(1), {}, null, true].map((value) => {
      const content = toContent(value);
      return 'problem' in content ? content.problem : content.contentType.split(';', 1).join();
    });
    const [text, binary, json] = ['text/plain', 'application/octet-stream', 'application/json'];
    expect(types).to.deep.equal([text, binary, binary, binary, json, json, json]);
  });

  it('has the bytes of a view and no others', () => {
    const { body } = toContent(new Uint16Array([1, 2, 3]).subarray(1, 2)) as { body: Uint8Array };
    expect(body.byteLength).to.equal(2);
  });

  for (const value of [undefined, () => 1, Symbol('x'), 1n]) {
    it(`is never a ${typeof value}`, () => {
      expect(toContent(value)).to.have.property('problem');
    });
  }

  it('is never nested deeper than JSON can be written', () => {
    const deep: unknown = JSON.parse('['.repeat(100_000) + ']'.repeat(100_000));
    expect(toContent(deep)).to.deep.equal({ problem: 'a value that JSON cannot hold (it is nested too deep)' });
  });

  it('takes the type that it is given in any letter case', () => {
    expect(toContentOf('JSON', '1')).to.deep.equal({ body: '1', contentType: 'application/json; charset=utf-8' });
  });

  it('says of a wrong value what is wrong, and never the value', () => {
    const { problem } = toContentOf('json', 'password=hunter2') as { problem: string };
    expect(problem).to.include('json').and.not.include('hunter2');
  });
});
