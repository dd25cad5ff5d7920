import { Readable } from 'node:stream';
import { expect } from 'chai';
import type { OperationMessage } from '../../lib/protocol/operations.js';
import { Fields } from '../../lib/outputs/fields.js';
import { encodeMessage } from '../../lib/outputs/message.js';
import { foreign } from '../support/foreign.js';

const encode = (item: object, limit = 100): OperationMessage =>
  encodeMessage(new Fields('sendToAll', item), 'data', limit);

describe('the content of a message', () => {
  it('is text for a string, the empty one included', () => {
    expect(encode({ data: 'hi' })).to.deep.equal({ dataType: 'text', data: 'hi' });
    expect(encode({ data: '' })).to.deep.equal({ dataType: 'text', data: '' });
  });

  it('is binary for bytes of every kind', () => {
    const bytes = Buffer.from([1, 2]);
    for (const data of [
      bytes,
      new Uint8Array([1, 2]),
      new Uint8Array([1, 2]).buffer,
      new DataView(Uint8Array.of(0, 1, 2).buffer, 1),
    ]) {
      expect(encode({ data })).to.deep.equal({ dataType: 'binary', data: bytes });
    }
  });

  it('is JSON for every other value', () => {
    for (const data of [null, 1, true, { a: [1] }, [1], new Date(0)]) {
      expect(encode({ data })).to.deep.equal({ dataType: 'json', data: JSON.stringify(data) });
    }
  });

  it('is JSON text already for a string sent as json', () => {
    expect(encode({ data: '{ "a": 1 }', dataType: 'JSON' })).to.deep.equal({ dataType: 'json', data: '{ "a": 1 }' });
    expect(() => encode({ data: 'hi', dataType: 'json' })).to.throw('not JSON text');
  });

  it('is bytes where it is sent as binary, also as JSON writes a Buffer', () => {
    const written = JSON.parse(JSON.stringify(Buffer.from('hi'))) as object;
    expect(encode({ data: written, dataType: 'binary' })).to.deep.equal({
      dataType: 'binary',
      data: Buffer.from('hi'),
    });
    for (const data of ['hi', { type: 'Buffer', data: [256] }, 1]) {
      expect(() => encode({ data, dataType: 'binary' })).to.throw('sent as binary');
    }
  });

  it('is no bytes where it is sent as JSON', () => {
    for (const data of [Buffer.from('{}'), new Uint8Array(1), new ArrayBuffer(1)])
      expect(() => encode({ data, dataType: 'json' })).to.throw('bytes sent as JSON');
  });

  it('is a string where it is sent as text', () => {
    expect(() => encode({ data: 1, dataType: 'text' })).to.throw('a number sent as text');
  });

  it('does not change with the value afterwards', () => {
    const bytes = Buffer.from('hi');
    const { data } = encode({ data: bytes });
    bytes.fill(0);
    expect(data).to.deep.equal(Buffer.from('hi'));
  });

  it('keeps all 256 values of a byte', () => {
    const all = Buffer.from(Array.from({ length: 256 }, (_, byte) => byte));
    expect(encode({ data: all }, 256)).to.deep.equal({ dataType: 'binary', data: all });
    expect(encode({ data: all.toJSON(), dataType: 'binary' }, 256).data).to.deep.equal(all);
  });

  it('has metadata beside it, which does not change with the value afterwards', () => {
    const metadata = { Trace: '1' };
    const message = encode({ data: 'hi', metadata });
    metadata.Trace = '2';
    expect(message).to.deep.equal({ dataType: 'text', data: 'hi', metadata: { trace: '1' } });
    expect(encode({ data: 'hi', metadata: undefined })).to.deep.equal({ dataType: 'text', data: 'hi' });
  });

  it('has metadata that a header can carry', () => {
    for (const metadata of [null, 'a', { 'a b': 'c' }, { a: 1 }, { a: 'ä' }, { a: 'b\r\nc: d' }]) {
      expect(() => encode({ data: 'hi', metadata }))
        .to.throw('The field "metadata" of an output of the kind sendToAll is')
        .with.property('code', 'WPS_OUTPUT_FIELD');
    }
  });

  it('cannot be undefined', () => {
    expect(() => encode({ data: undefined })).to.throw('is undefined');
    expect(() => encode({})).to.throw('is missing');
  });

  it('cannot be what JSON cannot carry', () => {
    const cyclic: Record<string, unknown> = {};
    cyclic['self'] = cyclic;
    for (const data of [cyclic, () => 1, Symbol('s'), 1n, { deep: 1n }, NaN, Promise.resolve(1)]) {
      expect(() => encode({ data }))
        .to.throw('"data"')
        .with.property('code', 'WPS_OUTPUT_FIELD');
    }
  });

  it('cannot be a promise, of this realm or another', () => {
    for (const data of [Promise.resolve(1), foreign('Promise.resolve(1)')])
      expect(() => encode({ data })).to.throw('is a promise. Give it what it resolves to: await it');
  });

  it('cannot be what JSON would make nothing of, or its insides, without a word', () => {
    const values = [
      new Map([[1, 2]]),
      new Set([1]),
      new Error('x'),
      Readable.from(['x']),
      new Blob(['x']),
      /x/,
      [1].values(),
    ];
    for (const data of values) {
      expect(() => encode({ data }))
        .to.throw('which JSON cannot carry')
        .with.property('code', 'WPS_OUTPUT_FIELD');
    }
  });

  it('is what toJSON says, and the own keys of an instance', () => {
    class Point {
      readonly x = 1;
    }
    const values = [new URL('http://a.example/'), new Point(), Object.assign(Object.create(null) as object, { a: 1 })];
    expect(values.map((data) => encode({ data }).data)).to.deep.equal(['"http://a.example/"', '{"x":1}', '{"a":1}']);
  });

  it('cannot be nested deeper than JSON can be written', () => {
    const data: unknown = JSON.parse('['.repeat(100_000) + ']'.repeat(100_000));
    expect(() => encode({ data }))
      .to.throw('nested too deep')
      .with.property('code', 'WPS_OUTPUT_FIELD');
  });

  it('is limited by its bytes, not its characters', () => {
    expect(encode({ data: 'ä'.repeat(50) }).data).to.have.lengthOf(50);
    expect(() => encode({ data: 'ä'.repeat(51) }))
      .to.throw('102 bytes')
      .with.property('code', 'WPS_OUTPUT_TOO_LARGE');
    expect(() => encode({ data: Buffer.alloc(101) })).to.throw('101 bytes');
  });
});
