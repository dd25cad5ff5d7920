import { expect } from 'chai';
import { ask } from '../../lib/outputs/ask.js';
import { recordingPerform } from '../support/performs.js';

const members = [{ connectionId: 'c1', userId: 'ann' }, { connectionId: 'c2' }];

describe('a question to the service', () => {
  it('is one operation where the service has it', async () => {
    const { operations, perform } = recordingPerform(() => false);
    expect(await ask(perform, { name: 'groupExists', group: 'g' })).to.equal(false);
    expect(operations).to.deep.equal([{ name: 'groupExists', group: 'g' }]);
  });

  it('about membership looks through the members', async () => {
    const { operations, perform } = recordingPerform(() => members);
    expect(await ask(perform, { name: 'isInGroup', group: 'g', userId: 'ann' })).to.equal(true);
    expect(await ask(perform, { name: 'isInGroup', group: 'g', connectionId: 'c2' })).to.equal(true);
    expect(await ask(perform, { name: 'isInGroup', group: 'g', userId: 'c2' })).to.equal(false);
    expect(operations[0]).to.deep.equal({ name: 'listConnectionsInGroup', group: 'g' });
  });

  it('ends with its signal', async () => {
    const { signal } = new AbortController();
    const { signals, perform } = recordingPerform(() => members);
    await ask(perform, { name: 'isInGroup', group: 'g', userId: 'ann' }, signal);
    await ask(perform, { name: 'userExists', userId: 'ann' }, signal);
    expect(signals).to.deep.equal([signal, signal]);
  });
});
