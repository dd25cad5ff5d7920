import { expect } from 'chai';
import { RecordingCollector } from 'web-pubsub-bindings/testing';
import { runClock } from './clock.js';

const now = (): Date => new Date(0);
const time = { message: { type: 'time', time: '1970-01-01T00:00:00.000Z' } };

describe('the clock', () => {
  it('tells the time again and again, until it is ended', async () => {
    const out = new RecordingCollector();
    const end = new AbortController();
    const running = runClock({ out, milliseconds: 1, signal: end.signal, now });
    await out.next();
    await out.next();
    end.abort();
    await running;
    expect(out.items.length).to.be.at.least(2);
    expect(out.items[1]).to.deep.equal(time);
  });

  it('ends at once, however long the pause', async () => {
    const out = new RecordingCollector();
    const end = new AbortController();
    const first = out.next();
    const running = runClock({ out, milliseconds: 60_000, signal: end.signal, now });
    await first;
    end.abort();
    await running;
    expect(out.items).to.deep.equal([time]);
  });

  it('goes on when one message does not arrive', async () => {
    const out = new RecordingCollector();
    let calls = 0;
    out.failOn(() => (calls += 1) === 1, new Error('the service is away'));
    const end = new AbortController();
    const running = runClock({ out, milliseconds: 1, signal: end.signal, now });
    await out.next();
    end.abort();
    await running;
    expect(calls).to.be.at.least(2);
  });
});
