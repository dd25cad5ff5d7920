import { expect } from 'chai';
import { weightOf } from '../../../lib/emulator/inspector/weight.js';

describe('the weight of plain data', () => {
  for (const [weight, data] of [
    [0, {}],
    [3, { id: 7, a: undefined }],
    [5, { name: 'x' }],
    [7, { data: Uint8Array.of(1, 2, 3) }],
    [20, { message: { metadata: { name: 'x' } } }],
    [6, { list: ['', ''] }],
  ] as const) {
    it(`is ${weight} for ${JSON.stringify(data)}`, () => {
      expect(weightOf(data)).to.equal(weight);
    });
  }
});
