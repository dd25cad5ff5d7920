import { expect } from 'chai';
import { newConnectionId } from '../../lib/emulator/connection-ids.js';

describe('a connection id', () => {
  it('has 31 letters and digits, other ones each time', () => {
    const ids = Array.from({ length: 100 }, newConnectionId);
    expect(ids.every((id) => /^[A-Za-z0-9]{31}$/.test(id))).to.equal(true);
    expect(new Set(ids).size).to.equal(100);
  });
});
