import { expect } from 'chai';
import { nextInterruption } from '../../lib/cli/interruption.js';

describe('an interruption', () => {
  it('is a signal to end', async () => {
    const before = process.listeners('SIGTERM');
    const interrupted = nextInterruption();
    process.emit('SIGTERM', 'SIGTERM');
    await interrupted;
    expect(process.listenerCount('SIGTERM')).to.equal(before.length + 1);
    for (const signal of ['SIGTERM', 'SIGINT'] as const) {
      for (const listener of process.listeners(signal)) if (!before.includes(listener)) process.off(signal, listener);
    }
  });
});
