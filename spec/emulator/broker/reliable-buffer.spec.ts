import { expect } from 'chai';
import { defaultLimits } from '../../../lib/emulator/broker/limits.js';
import { ReliableBuffer } from '../../../lib/emulator/broker/reliable-buffer.js';

const frame = (data: string) => ({ type: 'message', from: 'server', message: { dataType: 'text', data } }) as const;
const forever = { now: 0, expiresAt: Infinity };
const idsOf = (buffer: ReliableBuffer) => buffer.unacknowledged(0).map(({ sequenceId }) => sequenceId);

describe('the buffer of a reliable connection', () => {
  it('numbers from 1 and goes on after an ack', () => {
    const buffer = new ReliableBuffer(defaultLimits);
    const ids = ['a', 'b'].map((data) => buffer.keep(frame(data), forever)?.sequenceId);
    buffer.acknowledge(2n);
    expect([...ids, buffer.keep(frame('c'), forever)?.sequenceId]).to.deep.equal([1, 2, 3]);
  });

  it('forgets up to the id that is acknowledged, and all for one beyond the newest', () => {
    const buffer = new ReliableBuffer(defaultLimits);
    for (const data of ['a', 'b', 'c']) buffer.keep(frame(data), forever);
    buffer.acknowledge(2n);
    expect(idsOf(buffer)).to.deep.equal([3]);
    buffer.acknowledge(99n);
    expect(idsOf(buffer)).to.deep.equal([]);
  });

  it('is full by bytes, and has room again after an ack', () => {
    const buffer = new ReliableBuffer({ ...defaultLimits, unackedBytes: 4 });
    buffer.keep(frame('äb'), forever);
    expect(buffer.keep(frame('cd'), forever)).to.equal(undefined);
    buffer.acknowledge(1n);
    expect(buffer.keep(frame('cdef'), forever)?.sequenceId).to.equal(2);
  });

  it('lets go of what has outlived its time, so that it takes no room either', () => {
    const buffer = new ReliableBuffer({ ...defaultLimits, unackedMessages: 2 });
    buffer.keep(frame('short'), { now: 0, expiresAt: 1000 });
    buffer.keep(frame('long'), forever);
    expect(buffer.keep(frame('early'), { now: 999, expiresAt: Infinity })).to.equal(undefined);
    expect(buffer.keep(frame('late'), { now: 1000, expiresAt: Infinity })).to.have.property('sequenceId', 3);
    expect(
      buffer.unacknowledged(1000).map((kept) => (kept.type === 'message' ? kept.message.data : kept.type)),
    ).to.deep.equal(['long', 'late']);
  });
});
