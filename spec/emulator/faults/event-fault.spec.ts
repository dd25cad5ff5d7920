import { expect } from 'chai';
import { disturbedCall } from '../../../lib/emulator/faults/event-fault.js';
import { Faults } from '../../../lib/emulator/faults/faults.js';
import type { EventRule } from '../../../lib/emulator/faults/rule.js';
import { httpAnswer } from '../../support/http-answers.js';
import { ManualClock } from '../../support/manual-clock.js';
import { rejectionOf } from '../../support/performs.js';

const event = { hub: 'chat', connectionId: 'c1', userId: 'ann', eventName: 'message' };
const call = { url: 'http://app/', method: 'POST', headers: {} } as const;
const never = new AbortController().signal;

/** Attempts to bring an event to an app that answers 204, with faults. */
function story(...rules: readonly Omit<EventRule, 'at'>[]) {
  const clock = new ManualClock();
  const faults = new Faults(clock);
  for (const rule of rules) faults.add({ at: 'event', ...rule });
  let calls = 0;
  const attempt = disturbedCall(async () => ((calls += 1), httpAnswer(204)), event, faults);
  return { clock, faults, attempt: (signal = never) => attempt(call, signal), calls: () => calls };
}

describe('a fault of an event', () => {
  it('is an answer that the app did not give', async () => {
    const { attempt, calls } = story({ fault: { status: 503 } });
    const { status, body, lines } = await attempt();
    expect([status, body.length, lines('content-type'), calls()]).to.deep.equal([503, 0, [], 0]);
  });

  it('is a connection that breaks, before the app has the event or before its answer', async () => {
    const unreachable = story({ fault: 'cut' });
    expect(await rejectionOf(unreachable.attempt())).to.include({ code: 'ECONNRESET' });
    const unheard = story({ fault: 'dropAnswer' });
    expect(await rejectionOf(unheard.attempt())).to.include({ code: 'ECONNRESET' });
    expect([unreachable.calls(), unheard.calls()]).to.deep.equal([0, 1]);
  });

  it('lets it wait, but not longer than the event has', async () => {
    const { clock, attempt, calls } = story({ fault: { delay: 100 } });
    const late = attempt();
    clock.advance(100);
    expect((await late).status).to.equal(204);
    const ended = new AbortController();
    const tooLate = attempt(ended.signal);
    ended.abort(new Error('over'));
    expect(await rejectionOf(tooLate)).to.include({ message: 'over' });
    expect(calls()).to.equal(1);
  });

  it('is judged anew at each attempt, also where it was added after the first', async () => {
    const { faults, attempt } = story({ fault: { status: 500 }, event: 'connect' });
    expect((await attempt()).status).to.equal(204);
    faults.add({ at: 'event', fault: { status: 500 }, times: 1, ...{ userId: 'ann', connectionId: 'c1' } });
    expect([(await attempt()).status, (await attempt()).status]).to.deep.equal([500, 204]);
  });
});
