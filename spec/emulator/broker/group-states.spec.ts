import { expect } from 'chai';
import { GroupStates } from '../../../lib/emulator/broker/group-states.js';

const ann = { id: 'c1', userId: 'ann' };
const anonymous = { id: 'c2', userId: undefined };

describe('group states', () => {
  it('are one a connection and group, replaced as a whole', () => {
    const states = new GroupStates();
    states.set(ann, 'g', { a: '1' }, 10);
    states.set(anonymous, 'g', { b: '1' }, 10);
    states.set(ann, 'g', { c: '2' }, 20);
    expect(states.items('g')).to.deep.equal([
      { connectionId: 'c1', userId: 'ann', state: { c: '2' }, updatedAt: 20 },
      { connectionId: 'c2', userId: undefined, state: { b: '1' }, updatedAt: 10 },
    ]);
    expect(states.items('h')).to.deep.equal([]);
  });

  it('have times that grow, also when the clock stands still', () => {
    const states = new GroupStates();
    states.set(ann, 'g', { a: '1' }, 10);
    expect(states.set(ann, 'h', { a: '1' }, 10)).to.have.property('updatedAt', 11);
    expect(states.set(ann, 'g', undefined, 10)).to.deep.equal({ connectionId: 'c1', userId: 'ann', updatedAt: 12 });
    expect(states.items('g')).to.deep.equal([]);
  });

  it('are heard by those who subscribed', () => {
    const states = new GroupStates();
    states.subscribe(ann, 'g');
    states.subscribe(anonymous, 'g');
    states.unsubscribe(ann, 'g');
    states.unsubscribe(ann, 'h');
    expect([...states.subscribers('g')]).to.deep.equal([anonymous]);
    expect([...states.subscribers('h')]).to.deep.equal([]);
  });
});
