import { expect } from 'chai';
import { Invocations } from '../../../lib/emulator/client/invocations.js';
import { invoke } from '../../../lib/emulator/client/invoke.js';
import type { CalledOff } from '../../../lib/emulator/upstream/event-sender.js';
import type { UserEventAnswer } from '../../../lib/emulator/upstream/user-event.js';
import { brokerStory } from '../../support/broker-story.js';

const soon = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
const message = { dataType: 'text', data: 'x' } as const;

/** What a client is told whose invocation the app answers so. */
async function outcomeOf(answer: UserEventAnswer | CalledOff | Promise<UserEventAnswer>, isCancelled = false) {
  const [connection, receiver] = brokerStory().open('c1');
  const invocations = new Invocations((fault) => expect.fail(String(fault)));
  const call = { connection, invocations, upstream: { userEvent: async () => answer } };
  invoke(call, { type: 'invoke', invocationId: '1', event: 'e', message });
  if (isCancelled) invocations.cancel('1');
  await soon();
  const [frame] = receiver.frames;
  return frame?.type === 'invokeResponse' ? frame.outcome : frame;
}

describe('an invocation', () => {
  it('is answered with the reply of the app, or with none', async () => {
    expect(await outcomeOf({ reply: message })).to.deep.equal({ reply: message });
    expect(await outcomeOf({})).to.deep.equal({ reply: undefined });
  });

  it('is told apart by the status of the app, in its own words', async () => {
    expect(await outcomeOf({ problem: 'p', status: 400, words: 'no good' })).to.deep.equal({
      error: { name: 'BadRequest', message: 'no good' },
    });
    expect(await outcomeOf({ problem: 'p', status: 401 })).to.deep.equal({
      error: { name: 'Unauthorized', message: 'The app answered 401.' },
    });
  });

  it('is not told what the app failed at', async () => {
    const error = { name: 'InternalServerError', message: 'Internal server error' };
    expect(await outcomeOf({ problem: 'p', status: 500, words: 'at line 1' })).to.deep.equal({ error });
    expect(await outcomeOf({ problem: 'no answer' })).to.deep.equal({ error });
  });

  it('is told that no event handler takes its event', async () => {
    expect(await outcomeOf({ problem: 'p', isUnhandled: true })).to.deep.equal({
      error: { name: 'NotFound', message: "No event handler takes the event 'e'." },
    });
  });

  it('is answered by nothing when it was cancelled or called off', async () => {
    expect(await outcomeOf({ reply: message }, true)).to.equal(undefined);
    expect(await outcomeOf({ isCalledOff: true })).to.equal(undefined);
  });
});
