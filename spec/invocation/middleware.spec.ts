import { expect } from 'chai';
import { UnauthorizedError } from '../../lib/errors.js';
import { HttpContext } from '../../lib/invocation/contexts/http-context.js';
import { compose } from '../../lib/invocation/middleware.js';
import type { Middleware } from '../../lib/invocation/middleware.js';
import { connectEvent, userEvent } from '../../lib/testing/events.js';
import { rejectionOf } from '../support/performs.js';
import { foreign } from '../support/foreign.js';

const run = (middleware: readonly Middleware[], core: () => unknown = () => 'core'): Promise<unknown> =>
  compose(middleware, connectEvent(), async () => core(), 'Chat.f');

describe('middleware', () => {
  it('stands around the function, the first outermost', async () => {
    const order: string[] = [];
    const named =
      (name: string): Middleware =>
      async (_, next) => {
        order.push(name);
        const result = await next();
        order.push(`${name} after`);
        return result;
      };
    expect(await run([named('a'), named('b')])).to.equal('core');
    expect(order).to.deep.equal(['a', 'b', 'b after', 'a after']);
  });

  it('may answer instead of the function', async () => {
    let ran = false;
    expect(await run([() => 'instead'], () => (ran = true))).to.equal('instead');
    expect(ran).to.equal(false);
  });

  it('may turn a failure into an answer', async () => {
    const mend: Middleware = (_, next) => next().catch(() => 'mended');
    const fail = (): never => {
      throw new Error('boom');
    };
    expect(await run([mend], fail)).to.equal('mended');
  });

  it('that throws before it waits for anything rejects', async () => {
    const error = await rejectionOf(
      run([
        () => {
          throw new Error('boom');
        },
      ]),
    );
    expect(error.message).to.equal('boom');
  });

  it('may call next only once', async () => {
    const twice: Middleware = async (_, next) => {
      await next();
      return next();
    };
    expect((await rejectionOf(run([twice])))['code']).to.equal('WPS_NEXT_TWICE');
  });
});

describe('a middleware that returns nothing', () => {
  const silent: Middleware = async (_, next) => {
    await next();
  };

  it('leaves the answer to what stands behind it, as in Koa', async () => {
    expect(await run([silent, silent])).to.equal('core');
  });

  it('leaves a failure what it was, also one that it caught', async () => {
    const quiet: Middleware = async (_, next) => {
      await next().catch(() => undefined);
    };
    const refuse = (): never => {
      throw new UnauthorizedError('not you');
    };
    expect((await rejectionOf(run([quiet], refuse))).message).to.equal('not you');
  });

  it('is the answer "nothing" where it did not go on', async () => {
    expect(await run([() => undefined])).to.equal(undefined);
  });

  it('may say "nothing" as null', async () => {
    const nothing: Middleware = async (_, next) => {
      await next();
      return null;
    };
    expect(await run([nothing])).to.equal(null);
  });
});

describe('a refusal behind a middleware', () => {
  const refusal = { code: 'unauthorized', errorMessage: 'not you' };
  const instead =
    (value: unknown): Middleware =>
    async (_, next) => {
      await next();
      return value;
    };

  it('stands, whatever the middleware returns', async () => {
    for (const value of [undefined, null, {}, 'ok', { userId: 'ann' }])
      expect(await run([instead(value)], () => refusal)).to.equal(refusal);
  });

  it('may become another refusal', async () => {
    const other = { code: 'userError' };
    expect(await run([instead(other)], () => refusal)).to.equal(other);
  });

  it('is none in the words of MQTT where a client sent a message: there they are data', async () => {
    const mqtt = { mqtt: { code: 135 } };
    const onMessage = (behind: unknown, said: unknown) =>
      compose([instead(said)], userEvent({ data: '' }), async () => behind, 'Chat.f');
    expect(await onMessage(refusal, mqtt)).to.equal(refusal);
    expect(await onMessage(mqtt, 'ok')).to.equal('ok');
    expect(await run([instead('ok')], () => mqtt)).to.equal(mqtt);
  });

  it('is a value like any other in an HTTP function', async () => {
    const answered = compose([instead('ok')], new HttpContext(), async () => refusal, 'Api.f');
    expect(await answered).to.equal('ok');
  });
});

describe('a middleware that returns an error', () => {
  it('threw it, for the one before it too', async () => {
    const seen: unknown[] = [];
    const outer: Middleware = async (_, next) => {
      await next().catch((error: unknown) => seen.push(error));
      return 'ok';
    };
    for (const error of [new Error('boom'), foreign("new Error('boom')")]) {
      expect([await run([outer, () => error]), seen.pop()]).to.deep.equal(['ok', error]);
      expect(await rejectionOf(run([() => error]))).to.equal(error);
    }
  });
});

describe('a middleware that does not await next()', () => {
  const context = connectEvent();

  it('is waited for all the same, and the failure behind it is the invocation’s', async () => {
    const forgetful = (_: never, next: () => Promise<unknown>): string => {
      void next();
      return 'early';
    };
    const run = async (): Promise<never> => {
      await Promise.resolve();
      throw new Error('behind');
    };
    const error: unknown = await compose([forgetful], context, run, 'Chat.f').catch((reason: unknown) => reason);
    expect((error as Error).message).to.equal('behind');
  });

  it('fails when it calls next() twice, even if it looks at neither', async () => {
    const twice = (_: never, next: () => Promise<unknown>): void => {
      void next();
      void next();
    };
    const error: unknown = await compose([twice], context, async () => 1, 'Chat.f').catch((reason: unknown) => reason);
    expect(error).to.have.property('code', 'WPS_NEXT_TWICE');
  });
});
