import { expect } from 'chai';
import { ConnectionId } from '../../lib/decorators/connection-id.js';
import { disconnectedEvent } from '../../lib/testing/events.js';
import { readPart } from '../support/part.js';
import { placesOf } from '../support/records.js';

describe('@ConnectionId', () => {
  it('stands on a parameter alone', () => {
    expect(placesOf(() => ConnectionId())).to.deep.equal(['parameter']);
  });

  it('reads the connection', () => {
    expect(readPart(ConnectionId(), disconnectedEvent({ connectionId: 'c7' }))).to.equal('c7');
  });
});
