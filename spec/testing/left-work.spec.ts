import { expect } from 'chai';
import { LeftWork } from '../../lib/testing/left-work.js';

describe('work that was left', () => {
  it('is settled with what it left itself', async () => {
    const left = new LeftWork();
    const done: string[] = [];
    const work = async (name: string, next?: () => void): Promise<void> => {
      await Promise.resolve();
      done.push(name);
      next?.();
    };
    left.add(work('first', () => left.add(work('second'))));
    await left.settled();
    expect(done).to.deep.equal(['first', 'second']);
  });

  it('rejects with its first failure', async () => {
    const left = new LeftWork();
    left.add(Promise.reject(new Error('down')));
    expect(await left.settled().catch(String)).to.equal('Error: down');
    await left.settled();
  });
});
