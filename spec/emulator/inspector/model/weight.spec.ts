import { expect } from 'chai';
import { weightOf } from '../../../../lib/emulator/inspector/model/weight.js';
import type { ShownEntry } from '../../../../lib/emulator/inspector/wire.js';

const bare: ShownEntry = { id: 1, time: 2, what: 'frame.received' };

describe('the weight of an entry on the page', () => {
  for (const [name, members] of [
    ['a body', { message: { dataType: 'text', data: '12345' } }],
    ['metadata', { message: { dataType: 'text', data: '', metadata: { a: '123', b: '45' } } }],
    ['a path', { path: '12345' }],
    ['subprotocols', { subprotocols: ['12', '345'] }],
  ] as const) {
    it(`counts ${name}`, () => {
      expect(weightOf({ ...bare, ...members }) - weightOf(bare)).to.equal(5);
    });
  }
});
