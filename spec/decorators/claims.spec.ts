import { expect } from 'chai';
import { Claims } from '../../lib/decorators/claims.js';
import { connectEvent } from '../../lib/testing/events.js';
import { readPart } from '../support/part.js';
import { placesOf } from '../support/records.js';

describe('@Claims', () => {
  it('stands on a parameter alone', () => {
    expect(placesOf(() => Claims())).to.deep.equal(['parameter']);
  });

  it('reads the claims of the client, each with all its values', () => {
    const claims = { role: ['a', 'b'] };
    expect(readPart(Claims(), connectEvent({ claims }))).to.deep.equal(claims);
  });
});
