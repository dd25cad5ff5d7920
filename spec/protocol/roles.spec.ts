import { expect } from 'chai';
import fc from 'fast-check';
import { parseRole } from '../../lib/protocol/roles.js';

describe('a role', () => {
  it('is for every group when nothing follows its name', () => {
    expect(parseRole('webpubsub.sendToGroup')).to.deep.equal({ permission: 'sendToGroup', scope: 'all' });
  });

  it('is for one group, dots and stars in the name included', () => {
    expect(parseRole('webpubsub.joinLeaveGroup.a.*')).to.deep.equal({
      permission: 'joinLeaveGroup',
      scope: 'group',
      group: 'a.*',
    });
  });

  it('takes a pattern in its plural form', () => {
    expect(parseRole('webpubsub.sendToGroups.a.*')).to.include({ permission: 'sendToGroup', scope: 'pattern' });
    expect(parseRole('webpubsub.sendToGroups.**')).to.include({ scope: 'all' });
    expect(parseRole('webpubsub.sendToGroups.a')).to.include({ scope: 'group', group: 'a' });
  });

  it('is nothing under another name', () => {
    expect(['', 'webpubsub.sendToGroupX', 'webpubsub.sendToGroup.', 'admin'].map(parseRole)).to.deep.equal(
      Array(4).fill(undefined),
    );
  });

  it('is read or not for every text, and nothing is thrown', () => {
    const piece = fc.constantFrom(
      'webpubsub.',
      'sendToGroup',
      'joinLeaveGroup',
      's',
      '.',
      '*',
      '\\',
      '?',
      'a',
      '\u0000',
    );
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string({ unit: 'binary' }),
          fc.array(piece).map((pieces) => pieces.join('')),
        ),
        (text) => {
          const role = parseRole(text);
          expect(role === undefined || text.toLowerCase().startsWith('webpubsub.')).to.equal(true);
        },
      ),
    );
  });
});
