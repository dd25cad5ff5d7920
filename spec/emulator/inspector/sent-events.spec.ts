import { expect } from 'chai';
import { CookieJar } from '../../../lib/emulator/broker/cookie-jar.js';
import { SentEvents, type SentEvent } from '../../../lib/emulator/inspector/sent-events.js';

function sentWith(body: string | Uint8Array): SentEvent {
  const event = {
    hub: 'chat',
    connectionId: 'c1',
    eventType: 'user',
    eventName: 'e',
    eventId: 1,
    userId: 'ann',
  } as const;
  return {
    event: { ...event, cookies: new CookieJar(), contentType: 'text/plain', body },
    target: { urlTemplate: 'http://app/' },
  };
}

describe('the events that were sent', () => {
  it('are known by their entries, the last 2,000', () => {
    const events = new SentEvents();
    const sent = sentWith('x');
    for (let id = 1; id <= 2001; id += 1) events.add(id, sent);
    expect([events.get(1), events.get(2), events.get(2001)]).to.deep.equal([undefined, sent, sent]);
  });

  it('are 32 MiB at most', () => {
    const events = new SentEvents();
    const large = sentWith(new Uint8Array(15 * 1024 * 1024));
    for (const id of [1, 2, 3]) events.add(id, large);
    expect([events.get(1), events.get(2)]).to.deep.equal([undefined, large]);
  });

  it('are 32 MiB at most with their states and metadata', () => {
    const events = new SentEvents();
    const { event, target } = sentWith('');
    const large = { event: { ...event, state: 'x'.repeat(16 * 1024 * 1024) }, target };
    for (const id of [1, 2, 3]) events.add(id, large);
    expect([events.get(1), events.get(2), events.get(3)]).to.deep.equal([undefined, undefined, large]);
  });

  it('are forgotten', () => {
    const events = new SentEvents();
    events.add(1, sentWith('x'));
    events.clear();
    expect(events.get(1)).to.equal(undefined);
  });
});
