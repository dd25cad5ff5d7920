import { expect } from 'chai';
import { fieldOf } from '../../../../lib/emulator/broker/filter/fields.js';

const groups = new Set(['g']);

describe('the fields of a filter', () => {
  it('are read by their names in any letter case', () => {
    const subject = { connectionId: 'c', userId: 'u', groups, protocol: 'p' };
    const values = ['CONNECTIONID', 'userid', 'Groups', 'protocol'].map((name) => fieldOf(name)?.read(subject));
    expect(values).to.deep.equal(['c', 'u', groups, 'p']);
  });

  it('are null where a connection has nothing', () => {
    const subject = { connectionId: 'c', userId: undefined, groups, protocol: undefined };
    expect(['userId', 'protocol'].map((name) => fieldOf(name)?.read(subject))).to.deep.equal([null, null]);
  });

  it('are no others', () => {
    expect(['user', 'constructor', ''].map(fieldOf)).to.deep.equal([undefined, undefined, undefined]);
  });
});
