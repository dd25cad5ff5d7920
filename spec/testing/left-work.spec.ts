import { expect } from 'chai';
import { LeftWork } from '../../lib/testing/left-work.js';
import { rejectionOf } from '../support/performs.js';

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

  it('is done already where it is no promise', async () => {
    const left = new LeftWork();
    left.add(undefined as unknown as Promise<void>);
    await left.settled(1_000);
  });

  it('rejects with its first failure', async () => {
    const left = new LeftWork();
    left.add(Promise.reject(new Error('down')));
    expect(await left.settled().catch(String)).to.equal('Error: down');
    await left.settled();
  });

  it('is not waited for without end, and is still there afterwards', async () => {
    const left = new LeftWork();
    left.add(new Promise(() => undefined));
    for (const round of ['first', 'second']) {
      const { message } = await rejectionOf(left.settled(1));
      expect(message, round).to.include('settled() waited 0.001 s for work that was left to waitUntil');
    }
    left.add(new Promise(() => undefined), 'Sales.offer');
    left.add(Promise.resolve(), 'Sales.done');
    expect((await rejectionOf(left.settled(1))).message).to.include('work that Sales.offer left to waitUntil');
  });

  it('keeps the process while it is waited for', async () => {
    const left = new LeftWork();
    let end: (() => void) | undefined;
    left.add(new Promise<void>((resolve) => (end = resolve)));
    const held = () => process.getActiveResourcesInfo().filter((name) => name === 'Timeout').length;
    // mocha sets its own timer after the first turn.
    await Promise.resolve();
    const settled = left.settled();
    const meanwhile = held();
    end?.();
    await settled;
    expect(meanwhile - held()).to.equal(1);
  });
});
