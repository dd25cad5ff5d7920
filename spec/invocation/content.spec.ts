import { Readable } from 'node:stream';
import { expect } from 'chai';
import { toContent, toContentOf } from '../../lib/invocation/content.js';

class Point {
  readonly x = 1;
}
class Money {
  toJSON(): string {
    return '5 EUR';
  }
}

describe('a value as a body', () => {
  it('is no bytes as JSON', () => {
    expect(toContentOf('json', Buffer.from('{}'))).to.deep.equal({ problem: 'dataType "json" and data that is bytes' });
  });

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

  for (const [what, value, problem] of [
    ['NaN', NaN, 'the number NaN, which is no JSON'],
    ['Infinity', -Infinity, 'the number -Infinity, which is no JSON'],
    ['a Map', new Map([[1, 2]]), 'a value of Map, which JSON cannot hold'],
    ['a Set', new Set([1]), 'a value of Set, which JSON cannot hold'],
    ['an error', new RangeError('password=hunter2'), 'a value of RangeError, which JSON cannot hold'],
    ['a stream', Readable.from(['x']), 'a value of Readable, which JSON cannot hold'],
    ['a web stream', new Blob(['x']).stream(), 'a value of ReadableStream, which JSON cannot hold'],
    ['a promise', Promise.resolve(), 'a value of Promise, which JSON cannot hold'],
    ['a class', Point, 'a function, which is no JSON'],
  ] as const) {
    it(`is never ${what}, of which JSON would make something else without a word`, () => {
      expect(toContent(value)).to.deep.equal({ problem });
    });
  }

  it('is never an iterator, which is an Object to Node 20 and an Iterator to later ones', () => {
    expect(toContent([1].values()))
      .to.have.property('problem')
      .that.matches(/^a value of \w+, which JSON cannot hold$/);
  });

  for (const [what, value, body] of [
    ['an instance of a class, by its own keys', new Point(), '{"x":1}'],
    ['a date', new Date(0), '"1970-01-01T00:00:00.000Z"'],
    ['a URL', new URL('http://a.example/'), '"http://a.example/"'],
    ['what says of itself how it is JSON', new Money(), '"5 EUR"'],
    ['an object without a class', Object.assign(Object.create(null) as object, { a: 1 }), '{"a":1}'],
    [
      'values inside, as JSON.stringify has them',
      { a: NaN, b: () => 1, c: undefined, d: [undefined] },
      '{"a":null,"d":[null]}',
    ],
  ] as const) {
    it(`may be ${what}`, () => {
      expect(toContent(value)).to.deep.equal({ body, contentType: 'application/json; charset=utf-8' });
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
