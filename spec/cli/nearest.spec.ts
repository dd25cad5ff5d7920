import { expect } from 'chai';
import { didYouMean, nearest, nearName } from '../../lib/cli/nearest.js';

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

describe('a name nearby', () => {
  for (const written of ['chathubb', 'chatub', 'chethub', 'CHATHUB', 'hcathub', 'chatuhb']) {
    it(`is found for ${written}`, () => {
      expect(nearName(written, ['notes', 'chathub'])).to.equal('chathub');
    });
  }

  it("takes two neighbours in each other's place for one slip", () => {
    expect(nearName('chta', ['chat'])).to.equal('chat');
    expect(nearName('chya', ['chat'])).to.equal(undefined);
  });

  it('is none where there are more slips than that', () => {
    expect(nearName('feed', ['chathub'])).to.equal(undefined);
    expect(nearName('ab', ['ac'])).to.equal(undefined);
    expect(nearName('chathubbbb', ['chathub'])).to.equal(undefined);
  });
});
