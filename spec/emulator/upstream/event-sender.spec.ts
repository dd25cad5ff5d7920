import { expect } from 'chai';
import { CookieJar } from '../../../lib/emulator/broker/cookie-jar.js';
import { EventSender } from '../../../lib/emulator/upstream/event-sender.js';
import type { UpstreamEvent } from '../../../lib/emulator/upstream/event.js';
import type { CallHttp, HttpCall } from '../../../lib/emulator/upstream/http.js';
import { httpAnswer } from '../../support/http-answers.js';
import { ManualClock } from '../../support/manual-clock.js';

const eventOf = (): UpstreamEvent => ({
  hub: 'chat',
  connectionId: 'c1',
  eventType: 'user',
  eventName: 'e',
  eventId: 2,
  userId: undefined,
  cookies: new CookieJar(),
  contentType: 'text/plain',
  body: 'x',
});
const event = eventOf();
const target = { urlTemplate: 'http://app/{hub}/{event}' };
const soon = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
const never: CallHttp = (_, signal) =>
  new Promise((_resolve, reject) => signal.addEventListener('abort', () => reject(signal.reason as Error)));

/** A sender whose validations pass and whose posts are answered as given. */
function story(post: CallHttp, allowed = '*') {
  const clock = new ManualClock();
  const calls: HttpCall[] = [];
  const callHttp: CallHttp = async (call, signal) => {
    calls.push(call);
    return call.method === 'OPTIONS' ? httpAnswer(200, '', { 'webhook-allowed-origin': allowed }) : post(call, signal);
  };
  const identityToken = async (resource: string): Promise<string> => `token-for-${resource}`;
  const origin = { hostname: 'localhost', port: '8080' };
  return { clock, calls, sender: new EventSender({ clock, callHttp, origin, accessKeys: ['k'], identityToken }) };
}

describe('the sender of events', () => {
  it('validates, posts and hands the answer back', async () => {
    const { calls, sender } = story(async () => httpAnswer(418));
    expect(await sender.send(event, target)).to.have.nested.property('answer.status', 418);
    expect(calls.map(({ method, url, body }) => [method, url, body])).to.deep.equal([
      ['OPTIONS', 'http://app/chat/validate', undefined],
      ['POST', 'http://app/chat/e', 'x'],
    ]);
  });

  it('posts nothing to an app that does not want it', async () => {
    const { calls, sender } = story(never, 'other.example');
    expect(await sender.send(event, target)).to.deep.equal({
      problem:
        'http://app/chat/validate did not allow the origin localhost: its WebHook-Allowed-Origin is "other.example"',
    });
    expect(calls).to.have.length(1);
  });

  it('shows a token of its identity where the app has a resource, but not with the question before', async () => {
    const { calls, sender } = story(async () => httpAnswer(200));
    await sender.send(event, { ...target, resource: 'api://app' });
    const shown = calls.map(({ headers }) => headers['authorization']);
    expect(shown).to.deep.equal([undefined, 'Bearer token-for-api://app']);
  });

  it('asks no function of this process whether it wants events', async () => {
    const { calls, sender } = story(never);
    const handle = () => ({ status: 204 });
    expect(await sender.send(event, { ...target, handle })).to.have.nested.property('answer.status', 204);
    expect(calls).to.deep.equal([]);
  });

  it('does not repeat what such a function threw', async () => {
    const handle = () => Promise.reject(new Error('boom'));
    const problem = 'http://app/chat/e gave no answer: it threw boom';
    expect(await story(never).sender.send(event, { ...target, handle })).to.deep.equal({ problem });
  });

  it('posts nothing for a client that left while the app was asked', async () => {
    const { calls, sender } = story(never);
    expect(await sender.send(event, target, AbortSignal.abort())).to.deep.equal({ isCalledOff: true });
    expect(calls.map(({ method }) => method)).to.deep.equal(['OPTIONS']);
  });

  it('brings cookies back that a success set, and none of a failure', async () => {
    const own = eventOf();
    const statuses = [200, 400, 200];
    const { calls, sender } = story(async () => {
      const status = statuses.shift() ?? 0;
      return httpAnswer(status, '', { 'set-cookie': [`a${status}=1`] });
    });
    for (let count = 0; count < 3; count += 1) await sender.send(own, target);
    const posts = calls.filter(({ method }) => method === 'POST');
    expect(posts.map(({ headers }) => headers['cookie'])).to.deep.equal([undefined, 'a200=1', 'a200=1']);
    expect(new Set(posts.map(({ headers }) => headers['x-ms-client-request-id']))).to.have.property('size', 3);
  });

  it('repeats an event under the same ids', async () => {
    const { clock, calls, sender } = story(async () => httpAnswer(calls.length < 3 ? 503 : 200));
    const sending = sender.send(event, target);
    await soon();
    clock.advance(1000);
    await sending;
    const [first, second] = calls.filter(({ method }) => method === 'POST');
    expect(second?.headers).to.deep.equal(first?.headers);
    expect(first?.headers['x-ms-client-request-id']).to.match(/^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/);
  });

  it('gives an event up after 100 seconds', async () => {
    const { clock, sender } = story(never);
    const sending = sender.send(event, target);
    await soon();
    clock.advance(100_000);
    expect(await sending).to.deep.equal({ problem: 'http://app/chat/e gave no answer: there was none within 100 s' });
    expect(clock.waiting).to.equal(0);
  });

  it('gives an event up when its client has left', async () => {
    const { clock, sender } = story(never);
    const left = new AbortController();
    const sending = sender.send(event, target, left.signal);
    await soon();
    left.abort();
    expect(await sending).to.deep.equal({ isCalledOff: true });
    expect(clock.waiting).to.equal(0);
  });

  it('waits on closing, then gives up', async () => {
    const { clock, sender } = story(never);
    const sending = sender.send(event, target);
    await soon();
    const settling = sender.settle(2000);
    clock.advance(2000);
    await settling;
    await sender.close();
    expect(await sending).to.deep.equal({ isCalledOff: true });
    expect(clock.waiting).to.equal(0);
  });
});
