import { expect } from 'chai';
import { onLostOutput } from '../../lib/cli/output.js';

describe('output that is lost', () => {
  it('is told of with the code of the system', () => {
    const problems: string[] = [];
    const before = process.stdout.listeners('error');
    onLostOutput(({ message }) => problems.push(message));
    process.stdout.emit('error', Object.assign(new Error('write'), { code: 'EPIPE' }));
    for (const added of process.stdout.listeners('error').filter((one) => !before.includes(one)))
      process.stdout.off('error', added as () => void);
    expect(problems).to.deep.equal(['The output cannot be written (EPIPE).']);
  });
});
