import { expect } from 'chai';
import { didYouMean, nearest } from '../../lib/cli/nearest.js';

const names = ['client', 'emulator', 'emulator exec', '--port', '--anonymous', '--x'];

describe('the nearest name', () => {
  for (const [written, name] of [
    ['emulater', 'emulator'],
    ['clinet', 'client'],
    ['clientt', 'client'],
    ['emulator exce', 'emulator exec'],
    ['--prot', '--port'],
    ['--anonymus', '--anonymous'],
    ['--anon', '--anonymous'],
    ['ax', undefined],
    ['constructor', undefined],
    [';'.repeat(3000), undefined],
  ] as const) {
    it(`to ${written.slice(0, 20)} is ${String(name)}`, () => {
      expect(nearest(written, names)).to.equal(name);
    });
  }

  it('is asked for', () => {
    expect(didYouMean('clinet', names)).to.equal(' Did you mean client?');
    expect(didYouMean('nothing', names)).to.equal('');
  });
});
