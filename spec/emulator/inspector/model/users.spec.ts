import { expect } from 'chai';
import { Users } from '../../../../lib/emulator/inspector/model/users.js';
import { story } from '../../../support/inspector-entries.js';

describe('the users of the timeline', () => {
  it('are known by their connections, from entries and otherwise', () => {
    const users = new Users();
    for (const entry of story) users.learn(entry);
    users.name('c2', 'bob');
    expect(['c1', 'c2', 'c3', undefined].map((id) => users.of(id))).to.deep.equal(['ann', 'bob', undefined, undefined]);
  });

  it('are the last 20,000', () => {
    const users = new Users();
    for (let each = 0; each <= 20_000; each += 1) users.name(`c${each}`, 'ann');
    expect([users.of('c0'), users.of('c1')]).to.deep.equal([undefined, 'ann']);
  });
});
