import { expect } from 'chai';
import { AckMemory } from '../../../lib/emulator/broker/ack-memory.js';

describe('the memory of acks', () => {
  it('knows an id that succeeded, and no absent one', () => {
    const memory = new AckMemory();
    memory.add(0n);
    expect([memory.has(0n), memory.has(1n), memory.has(undefined)]).to.deep.equal([true, false, false]);
  });

  it('forgets the oldest of more than 1000', () => {
    const memory = new AckMemory();
    for (let id = 0n; id <= 1000n; id += 1n) memory.add(id);
    expect([memory.has(0n), memory.has(1n), memory.has(1000n)]).to.deep.equal([false, true, true]);
  });
});
