import { setImmediate } from 'node:timers/promises';
import { expect } from 'chai';
import { userEvent } from '../../lib/testing/events.js';
import { TestRuntime } from '../../lib/testing/test-runtime.js';
import { rejectionOf } from '../support/performs.js';

describe('a runtime for tests', () => {
  it('has a service in memory behind its contexts', async () => {
    const runtime = new TestRuntime();
    const ann = runtime.service.connect('chat', { userId: 'ann' });
    const server = userEvent({ hub: 'chat', data: '', runtime }).getWebPubSubServer();
    await server.sendToUser('ann', 'hi');
    expect(ann.received.map(({ data }) => data)).to.deep.equal(['hi']);
    expect(await server.userExists('bob')).to.equal(false);
  });

  it('waits for work after the answer, also for what that work leaves', async () => {
    const runtime = new TestRuntime();
    const done: number[] = [];
    const later = async (step: number): Promise<void> => {
      await setImmediate();
      done.push(step);
      if (step < 3) runtime.waitUntil(later(step + 1));
    };
    userEvent({ data: '', runtime }).waitUntil(later(1));
    await runtime.settled();
    expect(done).to.deep.equal([1, 2, 3]);
  });

  it('tells of work that failed, and ends no process before it is asked', async () => {
    const runtime = new TestRuntime();
    runtime.waitUntil(Promise.reject(new RangeError('no')));
    await setImmediate();
    expect(await rejectionOf(runtime.settled())).to.be.instanceOf(RangeError);
  });

  it('takes work and no function that would do it, as a context does', () => {
    const runtime = new TestRuntime();
    const work = (() => Promise.resolve()) as unknown as Promise<void>;
    expect(() => runtime.waitUntil(work))
      .to.throw()
      .with.property('code', 'WPS_WORK_INVALID');
  });

  it('aborts the signal of its contexts', () => {
    const runtime = new TestRuntime();
    const { signal } = userEvent({ data: '', runtime });
    runtime.abort('closing');
    expect([signal.aborted, signal.reason]).to.deep.equal([true, 'closing']);
  });

  it('keeps what was logged', () => {
    const runtime = new TestRuntime();
    const { log } = userEvent({ data: '', runtime });
    log.warn({ room: 'red' }, 'full');
    log.info('hello');
    expect(runtime.lines).to.deep.equal([
      { level: 'warn', message: 'full', details: { room: 'red' } },
      { level: 'info', message: 'hello', details: {} },
    ]);
  });
});
