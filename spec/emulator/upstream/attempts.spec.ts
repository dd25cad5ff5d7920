import { expect } from 'chai';
import { CookieJar } from '../../../lib/emulator/broker/cookie-jar.js';
import { Tap } from '../../../lib/emulator/tap/tap.js';
import { toldAttempts } from '../../../lib/emulator/upstream/attempts.js';
import type { UpstreamEvent } from '../../../lib/emulator/upstream/event.js';
import type { CallHttp } from '../../../lib/emulator/upstream/http.js';
import { httpAnswer } from '../../support/http-answers.js';
import { ManualClock } from '../../support/manual-clock.js';

const event: UpstreamEvent = {
  ...{ hub: 'chat', connectionId: 'c1', eventType: 'user', eventName: 'e', eventId: 2, userId: undefined },
  ...{ cookies: new CookieJar(), contentType: 'text/plain', body: 'x' },
};
const call = { url: 'http://app/e?code=secret', method: 'POST', headers: {}, body: 'four' } as const;

describe('the attempts of an event', () => {
  it('are told one by one, each repeat with the reason, without the query of the URL', async () => {
    const tap = new Tap(new ManualClock());
    const events = tap.listen();
    const answers = [
      async () => Promise.reject(new Error('refused')),
      async () => httpAnswer(503),
      async () => httpAnswer(200, 'ok'),
    ];
    const callApp: CallHttp = (...args) => (answers.shift() as CallHttp)(...args);
    const ids: number[] = [];
    const told = toldAttempts(callApp, event, tap, (entryId) => ids.push(entryId));
    const { signal } = new AbortController();
    await told(call, signal).catch(() => undefined);
    await told(call, signal);
    await told(call, signal);
    tap.close();
    const entries = [];
    for await (const { id: _, time: __, ...entry } of events) entries.push(entry);
    const { hub, connectionId, eventType, eventName, eventId } = event;
    const known = { hub, connectionId, eventType, eventName, eventId };
    const sent = { what: 'event.sent', ...known, url: 'http://app/e', bytes: 4 };
    expect(entries).to.deep.equal([
      { ...sent, attempt: 1 },
      { ...sent, attempt: 2, why: 'http://app/e gave no answer: refused' },
      { what: 'event.answered', ...known, attempt: 2, status: 503, bytes: 0 },
      { ...sent, attempt: 3, why: 'the app answered 503' },
      { what: 'event.answered', ...known, attempt: 3, status: 200, bytes: 2 },
    ]);
    expect(ids).to.deep.equal([1, 2, 4]);
  });

  it('have no number that could be kept once nobody listens any more', async () => {
    const tap = new Tap(new ManualClock());
    const ids: number[] = [];
    const told = toldAttempts(
      async () => httpAnswer(200),
      event,
      tap,
      (entryId) => ids.push(entryId),
    );
    await told(call, new AbortController().signal);
    expect(ids).to.deep.equal([]);
  });

  it('have their bodies for those who ask for contents', async () => {
    const tap = new Tap(new ManualClock());
    const events = tap.listen({ contents: true });
    const { signal } = new AbortController();
    await toldAttempts(async () => httpAnswer(200, 'ok', { 'content-type': 'text/plain' }), event, tap)(call, signal);
    tap.close();
    const messages = [];
    for await (const entry of events) messages.push('message' in entry ? entry.message : undefined);
    expect(messages).to.deep.equal([
      { dataType: 'text', data: 'x' },
      { dataType: 'text', data: 'ok' },
    ]);
  });
});
