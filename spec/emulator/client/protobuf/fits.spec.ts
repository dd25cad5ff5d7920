import { AnySchema } from '@bufbuild/protobuf/wkt';
import { expect } from 'chai';
import { fitsOf } from '../../../../lib/emulator/client/protobuf/fits.js';
import { UpstreamMessageSchema } from '../../../../lib/emulator/client/protobuf/messages.js';
import { bytes, entry, message, number, varint } from '../../../support/protobuf-wire.js';

const fits = fitsOf(UpstreamMessageSchema);
const group = bytes(1, 'g');
const fixed64 = (field: number): Buffer => Buffer.concat([varint((field << 3) | 1), Buffer.alloc(8)]);

describe('bytes fit a schema of protobuf', () => {
  for (const [what, written] of [
    ['numbers, texts and messages', message(1, group, number(2, 1), message(3, bytes(1, 'x')), number(4, true))],
    ['maps', message(1, group, entry(6, 'a', '1'))],
    ['fields that nobody knows', Buffer.concat([fixed64(99), message(6, group, fixed64(98), bytes(97, 'x'))])],
    ['nothing', Buffer.alloc(0)],
  ] as const) {
    it(`with ${what}`, () => expect(fits(written)).to.equal(true));
  }

  for (const [what, written] of [
    ['a number in the place of a message', number(9, 0)],
    ['a number in the place of a text', message(6, number(1, 1))],
    ['a text in the place of a number', message(6, group, bytes(2, 'x'))],
    ['another kind of number', message(6, group, fixed64(2))],
    ['a number as a value of a map', message(1, group, message(6, bytes(1, 'a'), number(2, 1)))],
    ['a number inside an Any', message(1, group, message(3, message(3, number(1, 0))))],
  ] as const) {
    it(`not with ${what}`, () => expect(fits(written)).to.equal(false));
  }

  it('not where a field ends behind its message', () => {
    const beyond = Buffer.concat([varint((6 << 3) | 2), varint(3), Buffer.from([10, 5]), Buffer.from('abcde')]);
    expect(() => fits(beyond)).to.throw();
    expect(() => fitsOf(AnySchema)(Buffer.from([10, 5, 120]))).to.throw();
  });
});
