import { Readable } from 'node:stream';
import { expect } from 'chai';
import { cycle, json, message, nothing, statesOf, text } from '../support/answers.js';
import { codeOf } from '../support/define.js';

class Point {
  readonly x = 1;
}

describe('the answer to a user event', () => {
  for (const [what, returned, answer] of [
    ['nothing', undefined, nothing],
    ['null', null, nothing],
    ['an empty answer', { dataType: 'text' }, nothing],
    ['a text', 'hi', { status: 200, headers: text, body: 'hi' }],
    ['an empty text', '', { status: 200, headers: text, body: '' }],
    ['a number', 0, { status: 200, headers: json, body: '0' }],
    ['an array', [1], { status: 200, headers: json, body: '[1]' }],
    [
      'data alone, which is a value like any other',
      { data: 'x' },
      { status: 200, headers: json, body: '{"data":"x"}' },
    ],
    [
      'an answer with another key, which is a value',
      { data: 1, dataType: 'json', more: 1 },
      { status: 200, headers: json, body: '{"data":1,"dataType":"json","more":1}' },
    ],
    ['a text answer', { data: 'x', dataType: 'text' }, { status: 200, headers: text, body: 'x' }],
    ['a data type in any letter case', { data: 'x', dataType: 'TEXT' }, { status: 200, headers: text, body: 'x' }],
    ['a date', new Date(0), { status: 200, headers: json, body: '"1970-01-01T00:00:00.000Z"' }],
    ['an instance of a class', new Point(), { status: 200, headers: json, body: '{"x":1}' }],
    ['JSON text', { data: '{"a": 1}', dataType: 'json' }, { status: 200, headers: json, body: '{"a": 1}' }],
    ['a value as JSON', { data: null, dataType: 'json' }, { status: 200, headers: json, body: 'null' }],
    [
      'a text with metadata, by names in lower case',
      { data: 'x', dataType: 'text', metadata: { Trace: '1', empty: '' } },
      {
        status: 200,
        headers: { ...text, 'x-webpubsub-metadata-trace': '1', 'x-webpubsub-metadata-empty': '' },
        body: 'x',
      },
    ],
    [
      'metadata without data, which is an empty text',
      { dataType: 'json', metadata: { trace: '1' } },
      { status: 200, headers: { ...text, 'x-webpubsub-metadata-trace': '1' }, body: '' },
    ],
    ['an object without metadata', { dataType: 'text', metadata: {} }, nothing],
    ['metadata that is left out', { dataType: 'text', metadata: undefined }, nothing],
    [
      'data and metadata alone, which are a value like any other',
      { data: 'x', metadata: { trace: '1' } },
      { status: 200, headers: json, body: '{"data":"x","metadata":{"trace":"1"}}' },
    ],
    [
      'an object that looks like states',
      { states: 1, other: 2 },
      { status: 200, headers: json, body: '{"states":1,"other":2}' },
    ],
  ] as const) {
    it(`may be ${what}`, () => {
      expect(message(returned)).to.deep.equal(answer);
    });
  }

  it('may be bytes of every kind', () => {
    const bytes = [
      Buffer.from('hi'),
      new Uint8Array([104, 105]),
      new DataView(new Uint8Array([104, 105]).buffer),
      new Uint8Array([104, 105]).buffer,
    ];
    for (const data of bytes) {
      const { headers, body } = message(data);
      expect([headers, Buffer.from(body as Uint8Array).toString()]).to.deep.equal([
        { 'content-type': 'application/octet-stream' },
        'hi',
      ]);
    }
  });

  it('may be the JSON of a Buffer, which functions of the C# bindings return', () => {
    const data = JSON.parse(JSON.stringify(Buffer.from('hi'))) as unknown;
    const { headers, body } = message({ data, dataType: 'binary' });
    expect([headers, Buffer.from(body as Uint8Array).toString()]).to.deep.equal([
      { 'content-type': 'application/octet-stream' },
      'hi',
    ]);
  });

  it('may be a protobuf message in bytes', () => {
    const { headers, body } = message({ data: Buffer.from([10, 0]), dataType: 'Protobuf' });
    expect([headers, body]).to.deep.equal([{ 'content-type': 'application/x-protobuf' }, new Uint8Array([10, 0])]);
  });

  it('may have metadata beside states', () => {
    const answer = message({ data: 'x', states: { a: 2 }, metadata: { trace: '1' } });
    expect([statesOf(answer), answer.headers['x-webpubsub-metadata-trace'], answer.body]).to.deep.equal([
      { a: 2 },
      '1',
      'x',
    ]);
  });

  it('may be states and metadata without data', () => {
    const answer = message({ states: { a: 2 }, metadata: { trace: '1' } });
    expect([answer.status, statesOf(answer), answer.body]).to.deep.equal([200, { a: 2 }, '']);
  });

  it('says what is wrong with its metadata, and never a text of it', () => {
    expect(() => message({ dataType: 'text', metadata: { a: 'secret\n' } })).to.throw(
      /"metadata" that is an object whose "a" is no text that a header carries unchanged\. Let metadata be (?!.*secret)/,
    );
  });

  it('is an answer by own keys alone', () => {
    const inherited = Object.assign(Object.create({ dataType: 'text' }) as object, { data: 'x' });
    expect(message(inherited).body).to.equal('{"data":"x"}');
  });

  for (const [what, returned] of [
    ['text that is none', { data: 5, dataType: 'text' }],
    ['JSON text that is none', { data: '{', dataType: 'json' }],
    ['binary that is none', { data: 'x', dataType: 'binary' }],
    ['a data type that does not exist', { data: 'x', dataType: 'xml' }],
    ['a data type that is null', { data: 'x', dataType: null }],
    ['a cycle', cycle()],
    ['a function', () => 1],
    ['a symbol', Symbol('x')],
    ['a BigInt', 1n],
    ['NaN', NaN],
    ['Infinity', Infinity],
    ['a Map', new Map([[1, 2]])],
    ['a Set', new Set([1])],
    ['an error', new Error('x')],
    ['a stream', Readable.from(['x'])],
    ['an answer whose data is NaN', { data: NaN, dataType: 'json' }],
    ['protobuf that is no bytes', { data: {}, dataType: 'protobuf' }],
    ['metadata that is null', { dataType: 'text', metadata: null }],
    ['metadata that is a Map', { dataType: 'text', metadata: new Map([['a', 'b']]) }],
    ['metadata whose name is no token', { dataType: 'text', metadata: { 'a b': 'c' } }],
    ['metadata beyond ASCII', { states: {}, metadata: { a: 'ä' } }],
    ['metadata that would split a header', { dataType: 'text', metadata: { a: 'b\r\nce-connectionstate: c' } }],
    ['states that are text', { states: 'x' }],
    ['states that are a Map', { states: new Map([['a', 1]]) }],
  ] as const) {
    it(`is never ${what}`, () => {
      expect(codeOf(() => message(returned))).to.equal('WPS_ANSWER_INVALID');
    });
  }
});
