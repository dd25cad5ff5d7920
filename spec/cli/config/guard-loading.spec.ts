import { expect } from 'chai';
import { guardLoading } from '../../../lib/cli/config/guard-loading.js';
import { rejectionOf } from '../../support/performs.js';

describe('the loading of a module of others', () => {
  it('leaves stdout and the process as they were', async () => {
    const { stdout } = process;
    const before = [stdout.fd, stdout.write, process.listenerCount('exit')];
    const during = await guardLoading('a.js', () => Promise.resolve(stdout.fd));
    expect(during).to.equal(process.stderr.fd);
    expect([stdout.fd, stdout.write, process.listenerCount('exit')]).to.deep.equal(before);
    expect(process.hasUncaughtExceptionCaptureCallback()).to.equal(false);
  });

  it('fails with what fails behind its back', async () => {
    const load = (): Promise<void> => {
      process.nextTick(() => {
        throw new Error('late');
      });
      return Promise.resolve();
    };
    expect((await rejectionOf(guardLoading('a.js', load))).message).to.equal('late');
  });
});
