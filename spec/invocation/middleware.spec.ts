import { expect } from 'chai';
import { compose } from '../../lib/invocation/middleware.js';
import type { Middleware } from '../../lib/invocation/middleware.js';
import { connectEvent } from '../../lib/testing/events.js';
import { rejectionOf } from '../support/performs.js';

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
