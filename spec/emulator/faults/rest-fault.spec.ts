import { expect } from 'chai';
import { Faults } from '../../../lib/emulator/faults/faults.js';
import { answerDisturbed } from '../../../lib/emulator/faults/rest-fault.js';
import type { RestRule } from '../../../lib/emulator/faults/rule.js';
import { findRoute } from '../../../lib/emulator/rest/routes.js';
import { ManualClock } from '../../support/manual-clock.js';

/** Answers a call with one fault; tells how often the call was done. */
function story(rule: Omit<RestRule, 'at'>, method = 'POST', path = '/api/hubs/Chat/:send') {
  const clock = new ManualClock();
  const faults = new Faults(clock);
  const added = faults.add({ at: 'rest', ...rule });
  let done = 0;
  const answer = answerDisturbed(faults, findRoute(method, path), async () => ((done += 1), { status: 202 }));
  return { clock, answer, added, done: () => done };
}

describe('a fault of a call', () => {
  it('is an answer as the service gives them, and nothing is done', async () => {
    const { answer, done } = story({ fault: { status: 429, retryAfterSeconds: 3 } });
    const { status, headers, body } = await answer;
    expect([status, done()]).to.deep.equal([429, 0]);
    expect(headers).to.include({ 'retry-after': '3', 'x-ms-error-code': 'Error.TooManyRequests' });
    expect(Object.keys(JSON.parse(body ?? '') as object)).to.deep.equal([
      ...['code', 'message', 'target', 'details', 'inner'],
    ]);
  });

  it('says nothing of a time where it has none, and has a code for every status', async () => {
    const { headers } = await story({ fault: { status: 599 } }).answer;
    expect(headers).to.include({ 'x-ms-error-code': 'Error.Fault' }).and.not.have.property('retry-after');
  });

  it('breaks the connection before or after the work', async () => {
    const before = story({ fault: 'cut' });
    expect([(await before.answer).isCut, before.done()]).to.deep.equal([true, 0]);
    const after = story({ fault: 'dropAnswer' });
    expect([await after.answer, after.done()]).to.deep.equal([{ status: 202, isCut: true }, 1]);
  });

  it('lets it wait', async () => {
    const { clock, answer, done } = story({ fault: { delay: 100 } });
    expect(done()).to.equal(0);
    clock.advance(100);
    expect([await answer, done()]).to.deep.equal([{ status: 202 }, 1]);
  });

  it('is meant for the calls that it names', async () => {
    const toUser = ['POST', '/api/hubs/chat/users/ann/:send'] as const;
    const rules = [{ operation: 'sendToUser', userId: 'ann', hub: 'chat' }, {}] as const;
    for (const rule of rules)
      expect(await story({ fault: 'cut', ...rule }, ...toUser).answer).to.have.property('isCut');
    const others = [{ operation: 'sendToAll' }, { userId: 'bob' }, { connectionId: 'ann' }] as const;
    for (const rule of others) {
      expect(await story({ fault: 'cut', ...rule }, ...toUser).answer).to.deep.equal({ status: 202 });
    }
    expect(story({ fault: 'cut' }, 'HEAD', '/api/health').added.met).to.equal(1);
  });
});
