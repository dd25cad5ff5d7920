import { expect } from 'chai';
import { nearName } from '../../../lib/cli/doctor/near-name.js';

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
