import { expect } from 'chai';
import { systemClock } from '../../lib/clock.js';
import { createReporter } from '../../lib/host/reporting.js';
import { LiveInvocations } from '../../lib/host/live-invocations.js';
import { detachedRuntime } from '../../lib/invocation/runtime.js';
import { recordingLog } from '../support/recording-log.js';

const options = {
  ...{
    details: { function: 'Chat.f' },
    where: 'Chat.f',
    clock: systemClock,
    timeout: 1000,
    queueLimit: 1,
    messageLimit: 1,
  },
  ...{ reporter: createReporter({ log: recordingLog().log }), server: (hub: string) => detachedRuntime.server(hub) },
};

describe('the invocations under way', () => {
  it('are none: nothing is waited for', async () => {
    expect(await new LiveInvocations().drain(new AbortController().signal)).to.deep.equal([]);
  });

  it('are waited for until the last has ended, its work after the answer included', async () => {
    const live = new LiveInvocations();
    const invocation = live.begin(options);
    let finish = (): void => undefined;
    const work = new Promise<void>((resolve) => (finish = resolve));
    await invocation.run(() => {
      invocation.waitUntil(work);
      return Promise.resolve();
    });
    const drained = live.drain(new AbortController().signal);
    finish();
    expect([await drained, invocation.signal.aborted]).to.deep.equal([[], false]);
  });

  it('are aborted and named when they take too long', async () => {
    const live = new LiveInvocations();
    const [first, second] = [live.begin(options), live.begin(options)];
    await first.run(() => Promise.resolve());
    const reason = new Error('closed');
    const abort = new AbortController();
    const drained = live.drain(abort.signal);
    abort.abort(reason);
    expect(await drained).to.deep.equal(['Chat.f']);
    expect([first.signal.aborted, second.signal.reason]).to.deep.equal([false, reason]);
  });
});
