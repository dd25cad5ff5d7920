import { expect } from 'chai';
import { UserId } from '../../lib/decorators/user-id.js';
import { connectedEvent } from '../../lib/testing/events.js';
import { readPart } from '../support/part.js';
import { placesOf } from '../support/records.js';

describe('@UserId', () => {
  it('stands on a parameter alone', () => {
    expect(placesOf(() => UserId())).to.deep.equal(['parameter']);
  });

  it('reads the user, of whom an anonymous client has none', () => {
    const users = [{ userId: 'ann' }, {}].map((init) => readPart(UserId(), connectedEvent(init)));
    expect(users).to.deep.equal(['ann', undefined]);
  });
});
