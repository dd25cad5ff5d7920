import { expect } from 'chai';
import { Reason } from '../../lib/decorators/reason.js';
import { disconnectedEvent } from '../../lib/testing/events.js';
import { readPart } from '../support/part.js';
import { placesOf } from '../support/records.js';

describe('@Reason', () => {
  it('stands on a parameter alone', () => {
    expect(placesOf(() => Reason())).to.deep.equal(['parameter']);
  });

  it('reads why the connection ended, where the service says it', () => {
    const reasons = [{ reason: 'bye' }, {}].map((init) => readPart(Reason(), disconnectedEvent(init)));
    expect(reasons).to.deep.equal(['bye', undefined]);
  });
});
