import { expect } from 'chai';
import { alone, placeOf } from '../../lib/outputs/place.js';

const message = { dataType: 'text', data: '' } as const;

describe('the place of an operation', () => {
  it('is a lane of its own for each user and each connection', () => {
    expect(placeOf({ name: 'sendToUser', userId: 'ann', message })).to.deep.equal([{ track: 'users', lane: 'ann' }]);
    expect(placeOf({ name: 'sendToConnection', connectionId: 'c1', message })).to.deep.equal([
      { track: 'connections', lane: 'c1' },
    ]);
  });

  it('is within its group for a change of membership', () => {
    expect(placeOf({ name: 'addUserToGroup', group: 'g', userId: 'ann' })).to.deep.equal([
      { track: 'memberships', lane: 'g' },
      { track: 'users', lane: 'ann' },
    ]);
  });

  it('is alone for everything else', () => {
    expect(placeOf({ name: 'sendToAll', message })).to.equal(alone);
    expect(placeOf({ name: 'sendToGroup', group: 'g', message })).to.equal(alone);
    expect(placeOf({ name: 'removeUserFromAllGroups', userId: 'ann' })).to.equal(alone);
    expect(placeOf({ name: 'closeConnection', connectionId: 'c1' })).to.equal(alone);
  });
});
