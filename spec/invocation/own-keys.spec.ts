import { expect } from 'chai';
import { hasOnlyKeys, isPlain, isRecord } from '../../lib/invocation/own-keys.js';
import { foreign } from '../support/foreign.js';

class Answer {
  data = 1;
}

describe('a record', () => {
  for (const value of [{}, Object.create(null) as object, new Answer()]) {
    it(`is an object such as ${value instanceof Answer ? 'an instance of a class' : JSON.stringify(value)}`, () => {
      expect(isRecord(value)).to.equal(true);
    });
  }

  for (const value of [
    null,
    undefined,
    'x',
    5,
    [],
    Buffer.alloc(1),
    new ArrayBuffer(1),
    new Map(),
    new Set(),
    new Date(),
    () => 1,
  ]) {
    it(`is not ${Object.prototype.toString.call(value)}`, () => {
      expect(isRecord(value)).to.equal(false);
    });
  }

  it('has only keys of its own', () => {
    expect(hasOnlyKeys(Object.create({ b: 1 }) as object, ['a'])).to.equal(true);
    expect(hasOnlyKeys({ a: 1, b: undefined }, ['a'])).to.equal(false);
  });
});

describe('a plain object', () => {
  it('is a literal, of this realm or another', () => {
    const plain = [{}, Object.create(null) as object, foreign('{}') as object];
    expect([...plain, new Answer(), []].map(isPlain)).to.deep.equal([true, true, true, false, false]);
  });
});

describe('a record of keys and values', () => {
  for (const [what, value] of [
    ['an error', new Error('no')],
    ['a promise', Promise.resolve()],
    ['a stream', { [Symbol.asyncIterator]: () => undefined }],
    ['a map', new Map()],
    ['bytes', Buffer.from('x')],
  ] as const) {
    it(`is not ${what}`, () => {
      expect(isRecord(value)).to.equal(false);
    });
  }
});
