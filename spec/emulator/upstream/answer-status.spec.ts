import { expect } from 'chai';
import { failureOf, isRefusal } from '../../../lib/emulator/upstream/answer-status.js';
import type { UpstreamEvent } from '../../../lib/emulator/upstream/event.js';

const event = (eventType: 'system' | 'user', eventName: string) => ({ eventType, eventName }) as UpstreamEvent;

describe('the status of an answer', () => {
  it('is no failure from 200 to 299', () => {
    expect([199, 200, 204, 299, 300].map((status) => failureOf(status) === undefined)).to.deep.equal([
      false,
      true,
      true,
      true,
      false,
    ]);
  });

  it('says where to look, where that is likely', () => {
    expect(failureOf(404)?.problem).to.equal('the app answered 404: does the app have a function for this event?');
    expect(failureOf(500)?.problem).to.equal('the app answered 500');
  });

  it('is told with what the app says of it, and then nothing is guessed', () => {
    expect(failureOf(401, 'Agents only.')?.problem).to.equal('the app answered 401, saying "Agents only."');
    expect(failureOf(404, 'x'.repeat(999))?.problem).to.equal(`the app answered 404, saying "${'x'.repeat(200)}"`);
    expect(failureOf(200, 'Done.')).to.equal(undefined);
  });

  it('of 401 is what an app means to say to the sender of an event where it says something', () => {
    const failure = { problem: '', status: 401 };
    const meant = [failure, { ...failure, words: 'Agents only.' }].map((one) => isRefusal(one, event('user', 'take')));
    expect(meant).to.deep.equal([false, true]);
  });

  const rows: readonly (readonly [number, boolean, boolean, boolean])[] = [
    [400, true, true, false],
    [401, true, false, false],
    [403, true, true, false],
    [404, false, false, false],
    [429, true, true, false],
    [500, false, false, false],
  ];
  for (const [status, ...meant] of rows) {
    it(`${status} is ${meant.some(Boolean) ? 'now and then' : 'never'} what an app means to say`, () => {
      const events = [event('system', 'connect'), event('user', 'connect'), event('system', 'connected')];
      expect(events.map((one) => isRefusal({ problem: '', status }, one))).to.deep.equal(meant);
    });
  }
});
