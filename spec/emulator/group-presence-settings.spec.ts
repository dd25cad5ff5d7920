import { expect } from 'chai';
import { readGroupPresence } from '../../lib/emulator/group-presence-settings.js';

const read = (value: unknown) => readGroupPresence(value, 'presence').takes;

describe('the settings of group presence', () => {
  it('take nothing unless they say so', () => {
    for (const value of [undefined, null, {}, { eventNames: null }, { eventNames: [], groupFilters: ['*'] }]) {
      expect(read(value)('joined', 'g')).to.equal(false);
    }
  });

  it('take the events they name, in any letter case and in every group', () => {
    const takes = read({ eventNames: ['Joined'], groupFilters: [] });
    expect([takes('joined', 'any.group'), takes('left', 'any.group')]).to.deep.equal([true, false]);
  });

  it('take the groups that a filter matches', () => {
    const takes = read({ eventNames: ['left'], groupFilters: ['room.*', 'vip'] });
    const taken = ['room.1', 'room.1.2', 'vip', 'other'].map((group) => takes('left', group));
    expect(taken).to.deep.equal([true, false, true, false]);
  });

  const bad: readonly (readonly [unknown, string])[] = [
    ['x', 'presence is of type string instead of an object.'],
    [{ names: [] }, 'presence.names is unknown.'],
    [{ eventNames: ['connected'] }, 'presence.eventNames[0] is no event of groups. They are joined and left.'],
    [{ groupFilters: ['ok', '******'] }, 'presence.groupFilters[1] is no pattern over group names.'],
  ];
  for (const [value, text] of bad) {
    it(`are refused: ${text}`, () => {
      expect(() => read(value))
        .to.throw(text)
        .with.property('code', 'WPS_EMULATOR_SETTING');
    });
  }
});
