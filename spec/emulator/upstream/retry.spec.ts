import { expect } from 'chai';
import type { HttpAnswer } from '../../../lib/emulator/upstream/http.js';
import { withRetry } from '../../../lib/emulator/upstream/retry.js';
import { httpAnswer } from '../../support/http-answers.js';
import { ManualClock } from '../../support/manual-clock.js';
import { foreign } from '../../support/foreign.js';

const networkError = Object.assign(new Error('refused'), { code: 'ECONNREFUSED' });
const networkErrorOfNode = foreign("Object.assign(new Error('refused'), { code: 'ECONNREFUSED' })") as Error;

/** Plays outcomes one by one and lets the time pass at once; tells when each attempt was made. */
async function play(...outcomes: readonly (number | Error)[]) {
  return playWith(undefined, ...outcomes);
}

async function playWith(pauses: readonly number[] | undefined, ...outcomes: readonly (number | Error)[]) {
  const clock = new ManualClock();
  const start = clock.now();
  const at: number[] = [];
  const attempt = async (): Promise<HttpAnswer> => {
    const outcome = outcomes[at.length] ?? 200;
    at.push((clock.now() - start) / 1000);
    if (typeof outcome !== 'number') throw outcome;
    return httpAnswer(outcome);
  };
  const running = settle(withRetry({ clock, signal: new AbortController().signal, pauses }, attempt));
  for (let round = 0; round < 10; round += 1) {
    await new Promise((resolve) => setImmediate(resolve));
    if (clock.waiting > 0) clock.advance([1000, 3000, 5000][at.length - 1] ?? 0);
  }
  return { result: await running, at };
}

async function settle(answer: Promise<HttpAnswer>): Promise<number | string> {
  try {
    return (await answer).status;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

describe('a repeated call', () => {
  for (const status of [408, 500, 503, 599]) {
    it(`is made again after ${status}, in 1, 3 and 5 seconds`, async () => {
      expect(await play(status, status, status, status)).to.deep.equal({ result: status, at: [0, 1, 4, 9] });
    });
  }

  for (const status of [200, 204, 302, 400, 401, 404, 429]) {
    it(`is not made again after ${status}`, async () => {
      expect(await play(status)).to.deep.equal({ result: status, at: [0] });
    });
  }

  it('is made again after a network error, and its last failure counts', async () => {
    expect(await play(networkError, 200)).to.deep.equal({ result: 200, at: [0, 1] });
    expect(await play(networkErrorOfNode, 200)).to.deep.equal({ result: 200, at: [0, 1] });
    expect(await play(networkError, networkError, networkError, networkError)).to.have.property('result', 'refused');
  });

  it('is made once where there are to be no pauses, whatever comes of it', async () => {
    expect(await playWith([], 503, 200)).to.deep.equal({ result: 503, at: [0] });
    expect(await playWith([], networkError, 200)).to.have.property('result', 'refused');
  });

  it('is not made again after an error of another kind', async () => {
    expect(await play(new Error('the answer is over the limit'))).to.have.deep.property('at', [0]);
  });

  it('ends while it waits when the signal is aborted', async () => {
    const controller = new AbortController();
    const running = withRetry({ clock: new ManualClock(), signal: controller.signal }, async () => httpAnswer(503));
    setImmediate(() => controller.abort());
    expect(await running.catch((error: unknown) => error)).to.have.property('name', 'AbortError');
  });
});
