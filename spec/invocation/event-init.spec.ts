import { expect } from 'chai';
import { readEventHead } from '../../lib/invocation/event-head.js';
import { EventInit } from '../../lib/invocation/event-init.js';
import { detachedRuntime } from '../../lib/invocation/runtime.js';
import { eventHeaders } from '../support/signed-event.js';

function initOf(changes: Parameters<typeof eventHeaders>[0]): EventInit {
  const headers = eventHeaders(changes);
  const clock = { now: () => 1_000, after: () => () => undefined };
  return new EventInit({
    ...{ head: readEventHead(headers), rawHeaders: headers.flat(), clock },
    ...{ body: Buffer.alloc(0), runtime: detachedRuntime },
  });
}

describe('what a context is made of', () => {
  it('has the headers of the event by name in lower case', () => {
    expect(initOf({ 'X-Mine': '1' }).eventHeaders).to.include({ 'x-mine': '1' });
  });

  it('has the time of the event, else that of its arrival', () => {
    const times = ['2026-01-01T00:00:00Z', 'yesterday'].map((time) => initOf({ 'ce-time': time }).time.toISOString());
    expect(times).to.deep.equal(['2026-01-01T00:00:00.000Z', '1970-01-01T00:00:01.000Z']);
  });
});
