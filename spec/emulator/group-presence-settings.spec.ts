import { expect } from 'chai';
import { readGroupPresence } from '../../lib/emulator/group-presence-settings.js';

describe('the setting groupPresenceEvents', () => {
  it('takes no event without names', () => {
    for (const value of [undefined, null, {}, { eventNames: null }, { groupFilters: ['g'] }]) {
      expect(readGroupPresence(value, 'path')('joined', 'g')).to.equal(false);
    }
  });

  it('takes every group without filters', () => {
    for (const groupFilters of [undefined, null, []]) {
      const takes = readGroupPresence({ eventNames: ['Joined'], groupFilters }, 'path');
      expect([takes('joined', 'any'), takes('left', 'any')]).to.deep.equal([true, false]);
    }
  });

  it('filters by names and by the patterns of roles', () => {
    const takes = readGroupPresence({ eventNames: ['joined', 'left'], groupFilters: ['lobby', 'room.*'] }, 'path');
    const groups = ['lobby', 'lobby2', 'room.1', 'room.1.2'];
    expect(groups.map((group) => takes('left', group))).to.deep.equal([true, false, true, false]);
  });

  const bad: readonly (readonly [unknown, string])[] = [
    [{ events: [] }, 'path.events is unknown.'],
    [{ eventNames: 'joined' }, 'path.eventNames is of type string instead of an array.'],
    [{ eventNames: ['connected'] }, 'path.eventNames[0] is no event of groups. Events of groups are joined, left.'],
    [{ groupFilters: ['*.*.*.*.*.*'] }, 'path.groupFilters[0] is no pattern.'],
    [{ groupFilters: [1] }, 'path.groupFilters[0] is of type number instead of text.'],
  ];
  for (const [value, text] of bad) {
    it(`is refused: ${text}`, () => {
      expect(() => readGroupPresence(value, 'path')).to.throw(text);
    });
  }
});
