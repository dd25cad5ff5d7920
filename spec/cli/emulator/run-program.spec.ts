import { expect } from 'chai';
import { runProgram } from '../../../lib/cli/emulator/run-program.js';

const node = (program: string) => runProgram([process.execPath, '--eval', program], process.env);

describe('a program that is run', () => {
  it('ends with its exit code', async () => {
    expect(await node('process.exit(3)')).to.equal(3);
  });

  it('ends with 128 and the number of its signal', async () => {
    expect(await node('process.kill(process.pid, "SIGKILL")')).to.equal(137);
  });

  it('leaves no listeners behind', async () => {
    const before = process.listenerCount('SIGTERM');
    await node('');
    expect(process.listenerCount('SIGTERM')).to.equal(before);
  });
});
