import { expect } from 'chai';
import type { HttpAnswer, HttpCall } from '../../../lib/emulator/upstream/http.js';
import { Validation } from '../../../lib/emulator/upstream/validation.js';
import { httpAnswer } from '../../support/http-answers.js';
import { ManualClock } from '../../support/manual-clock.js';

const url = 'http://app/validate';
const signal = new AbortController().signal;
const yes = httpAnswer(200, '', { 'webhook-allowed-origin': '*' });
const no = httpAnswer(200);
const soon = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/** A validation whose answers are given one by one; the last one stays. */
function story(...answers: readonly HttpAnswer[]) {
  const clock = new ManualClock();
  const calls: HttpCall[] = [];
  const validation = new Validation({
    clock,
    origin: { hostname: 'localhost', port: '8080' },
    callHttp: async (call) => {
      calls.push(call);
      return answers[Math.min(calls.length, answers.length) - 1] ?? no;
    },
  });
  const problem = () => validation.problemOf(url, signal);
  return { clock, calls, validation, problem, allows: async () => (await problem()) === undefined };
}

describe('the validation of an event handler', () => {
  const rows: readonly (readonly [string, number, string | string[] | undefined, boolean])[] = [
    ['*', 200, '*', true],
    ['the host', 204, 'localhost', true],
    ['the host in capitals', 200, 'LOCALHOST', true],
    ['host and port', 200, 'localhost:8080', true],
    ['host and another port', 200, 'localhost:1', false],
    ['a comma list', 200, 'a.example, localhost', true],
    ['several lines', 200, ['a.example', 'localhost:8080'], true],
    ['another host', 200, 'a.example', false],
    ['no header', 200, undefined, false],
    ['405', 405, '*', false],
  ];
  for (const [what, status, header, allowed] of rows) {
    it(`${allowed ? 'passes' : 'fails'} with ${what}`, async () => {
      const { allows } = story(
        httpAnswer(status, '', header === undefined ? {} : { 'webhook-allowed-origin': header }),
      );
      expect(await allows()).to.equal(allowed);
    });
  }

  it('asks by OPTIONS, and by GET after 404', async () => {
    const { calls, allows } = story(httpAnswer(404), yes);
    expect(await allows()).to.equal(true);
    expect(calls.map(({ method }) => method)).to.deep.equal(['OPTIONS', 'GET']);
    expect(calls[0]?.headers).to.deep.equal({ 'webhook-request-origin': 'localhost', 'ce-awpsversion': '1.0' });
  });

  it('is shared by all who ask at once, and good for 60 seconds', async () => {
    const { clock, calls, allows } = story(yes);
    expect(await Promise.all([allows(), allows(), allows()])).to.deep.equal([true, true, true]);
    clock.advance(59_999);
    await allows();
    expect(calls).to.have.length(1);
  });

  it('serves on while it is renewed', async () => {
    const { clock, calls, allows } = story(yes, no);
    await allows();
    clock.advance(60_000);
    expect(await allows()).to.equal(true);
    await soon();
    expect([await allows(), calls.length]).to.deep.equal([false, 2]);
  });

  it('is made again after 503, and kept by URL', async () => {
    const { clock, calls, allows, validation } = story(httpAnswer(503), yes);
    const asking = allows();
    await soon();
    clock.advance(1000);
    expect([await asking, calls.length]).to.deep.equal([true, 2]);
    await validation.problemOf(`${url}?code=1`, signal);
    expect(calls.map((call) => call.url)).to.deep.equal([url, url, `${url}?code=1`]);
  });

  it('waits a minute at most after failure upon failure, and starts over after a success', async () => {
    const { clock, calls, allows } = story(...Array<HttpAnswer>(8).fill(no), yes, no, yes);
    await allows();
    for (const seconds of [1, 2, 4, 8, 16, 32, 60, 60]) {
      clock.advance(seconds * 1000 - 1);
      await allows();
      const before = calls.length;
      clock.advance(1);
      await allows();
      expect([seconds, calls.length]).to.deep.equal([seconds, before + 1]);
    }
    clock.advance(60_000);
    await allows();
    await soon();
    expect(await allows()).to.equal(false);
    clock.advance(1000);
    expect(await allows()).to.equal(true);
  });

  it('is asked again 1, 2, 4 … seconds after it failed, and waited for then', async () => {
    const { clock, calls, allows } = story(no, no, no, yes);
    await allows();
    for (const seconds of [1, 2, 4]) {
      clock.advance(seconds * 1000 - 1);
      await allows();
      clock.advance(1);
      await allows();
    }
    expect([calls.length, await allows()]).to.deep.equal([4, true]);
  });

  it('fails after ten seconds without an answer', async () => {
    const clock = new ManualClock();
    const validation = new Validation({
      clock,
      origin: { hostname: 'localhost', port: '8080' },
      callHttp: (_, aborted) =>
        new Promise((_resolve, reject) => aborted.addEventListener('abort', () => reject(aborted.reason as Error))),
    });
    const asking = validation.problemOf(url, signal);
    clock.advance(10_000);
    expect(await asking).to.equal('http://app/validate gave no answer: there was none within 10 s');
  });

  it('says why it failed', async () => {
    expect(await story(httpAnswer(401)).problem()).to.equal(
      'http://app/validate answered 401 when it was asked whether it wants events',
    );
    expect(await story(httpAnswer(200, '', { 'webhook-allowed-origin': 'a.example' })).problem()).to.equal(
      'http://app/validate did not allow the origin localhost: its WebHook-Allowed-Origin is "a.example"',
    );
  });
});
