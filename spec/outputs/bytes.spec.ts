import { expect } from 'chai';
import { bytesOf, bytesOfJson } from '../../lib/outputs/bytes.js';
import { foreign } from '../support/foreign.js';

const hi = Uint8Array.from([104, 105]);

describe('bytes', () => {
  it('come in every form that JavaScript has for them', () => {
    const shared = new SharedArrayBuffer(2);
    new Uint8Array(shared).set(hi);
    const forms = [Buffer.from('hi'), hi, new DataView(hi.buffer), hi.buffer, shared];
    for (const form of forms) expect([...(bytesOf(form) ?? [])]).to.deep.equal([104, 105]);
  });

  it('come from another realm, too', () => {
    for (const form of ['new Uint8Array([104, 105]).buffer', 'new Uint8Array([104, 105])'])
      expect([...(bytesOf(foreign(form)) ?? [])]).to.deep.equal([104, 105]);
  });

  it('are those of a view alone', () => {
    expect([...(bytesOf(Uint8Array.from([1, 2, 3]).subarray(1)) ?? [])]).to.deep.equal([2, 3]);
  });

  it('are neither texts nor lists', () => {
    expect(['hi', [104, 105], null].map(bytesOf)).to.deep.equal([undefined, undefined, undefined]);
  });

  it('are read from the JSON of a Buffer', () => {
    expect(bytesOfJson(JSON.parse(JSON.stringify(Buffer.from('hi'))))).to.deep.equal(hi);
    const others = [null, {}, { type: 'Buffer', data: 'hi' }, { type: 'Buffer', data: [256] }, { type: 'X', data: [] }];
    for (const other of others) expect(bytesOfJson(other)).to.equal(undefined);
  });
});
