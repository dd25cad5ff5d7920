import { once } from 'node:events';
import { expect } from 'chai';
import { startInvocation } from '../support/invocation.js';
import { ManualClock } from '../support/manual-clock.js';
import { rejectionOf } from '../support/performs.js';
import { textOf } from '../support/recording-log.js';

/** A promise and what settles it. */
function deferred() {
  let resolve = (): void => undefined;
  let reject = (_error: Error): void => undefined;
  const promise = new Promise<void>((onResolve, onReject) => {
    resolve = onResolve;
    reject = onReject;
  });
  return { promise, resolve, reject };
}

describe('an invocation', () => {
  it('sends what was added when its function has returned', async () => {
    const { invocation, out, sent } = startInvocation();
    await invocation.run(async () => {
      await out.add({ message: 'a' });
      expect(sent()).to.deep.equal([]);
      await invocation.flush();
    });
    expect(sent()).to.deep.equal(['a']);
  });

  it('takes nothing after that', async () => {
    const { invocation, out } = startInvocation();
    await invocation.run(async () => invocation.flush());
    expect((await rejectionOf(out.add({ message: 'late' })))['code']).to.equal('WPS_INVOCATION_ENDED');
  });

  it('sends at once while work is pending, and takes nothing when that has ended', async () => {
    const { invocation, out, sent } = startInvocation();
    const work = deferred();
    await invocation.run(async () => {
      invocation.waitUntil(work.promise);
      await invocation.flush();
    });
    await out.add({ message: 'a' });
    expect(sent()).to.deep.equal(['a']);
    work.resolve();
    await work.promise;
    await new Promise(setImmediate);
    expect((await rejectionOf(out.add({ message: 'b' })))['code']).to.equal('WPS_INVOCATION_ENDED');
  });

  it('discards what has not left when its function throws', async () => {
    const { invocation, out, sent, lines } = startInvocation();
    const failed = invocation.run(async () => {
      await out.add({ message: 'a' });
      throw new Error('boom');
    });
    expect((await rejectionOf(failed)).message).to.equal('boom');
    expect([sent(), textOf(lines, 'warn').startsWith('1 outputs were discarded')]).to.deep.equal([[], true]);
  });

  it('cannot take back what a flush has sent', async () => {
    const { invocation, out, sent } = startInvocation();
    await rejectionOf(
      invocation.run(async () => {
        await out.add({ message: 'a' });
        await out.flush();
        throw new Error('boom');
      }),
    );
    expect(sent()).to.deep.equal(['a']);
  });

  it('fails with an item that was refused', async () => {
    const { invocation, out } = startInvocation();
    const failed = invocation.run(async () => {
      await out.add({ targetId: 'x' } as never).catch(() => undefined);
      await invocation.flush();
    });
    expect((await rejectionOf(failed))['code']).to.match(/^WPS_OUTPUT_/);
  });

  it('takes no output from its function after a failure, while work is pending', async () => {
    const { invocation, out } = startInvocation();
    const work = deferred();
    await rejectionOf(
      invocation.run(() => {
        invocation.waitUntil(work.promise);
        return Promise.reject(new Error('boom'));
      }),
    );
    expect((await rejectionOf(out.add({ message: 'a' })))['code']).to.equal('WPS_INVOCATION_ENDED');
    work.resolve();
  });
});

describe('the deadline of an invocation', () => {
  it('ends it and aborts its signal', async () => {
    const { invocation } = startInvocation({ timeout: 10 });
    const failed = await rejectionOf(invocation.run(() => new Promise(() => undefined)));
    expect([failed['code'], invocation.signal.aborted]).to.deep.equal(['WPS_DEADLINE', true]);
  });

  it('ends with the answer: work after it may take longer', async () => {
    const { invocation } = startInvocation({ timeout: 10 });
    const work = deferred();
    await invocation.run(() => {
      invocation.waitUntil(work.promise);
      return Promise.resolve();
    });
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(invocation.signal.aborted).to.equal(false);
    work.resolve();
  });

  it('sends nothing that is added or returned after it', async () => {
    const { invocation, out, sent, lines } = startInvocation({ timeout: 10 });
    const late = deferred();
    let ended: Promise<unknown> = Promise.resolve();
    await rejectionOf(
      invocation.run(() => {
        ended = (async () => {
          await out.add({ message: 'a' });
          await late.promise;
          await invocation.flush();
        })();
        return ended;
      }),
    );
    late.resolve();
    await ended.catch(() => undefined);
    expect([sent(), textOf(lines, 'warn').startsWith('1 outputs were discarded')]).to.deep.equal([[], true]);
  });
});

describe('an invocation that the host ends', () => {
  const reason = new Error('closed');

  it('gives its own answer where it obeys the signal', async () => {
    const { invocation } = startInvocation();
    const answered = invocation.run(async () => {
      await once(invocation.signal, 'abort');
      return 'aborted';
    });
    invocation.abort(reason);
    expect(await answered).to.equal('aborted');
  });

  it('fails with the reason where it does not, and says what it had not sent', async () => {
    let ended = 0;
    const { invocation, out, lines } = startInvocation({ onEnded: () => (ended += 1) });
    const failed = rejectionOf(invocation.run(() => new Promise(() => undefined)));
    await out.add({ message: 'a' });
    invocation.abort(reason);
    expect([await failed, invocation.signal.reason, ended]).to.deep.equal([reason, reason, 1]);
    expect(textOf(lines, 'warn')).to.match(/^1 outputs were discarded/);
  });

  it('tells of what its function failed with later, and not of a function that obeyed', async () => {
    const { invocation, failures } = startInvocation();
    const late = deferred();
    const failed = rejectionOf(invocation.run(() => late.promise));
    invocation.abort(reason);
    await failed;
    late.reject(new Error('late'));
    await new Promise(setImmediate);
    expect(failures.map((error) => (error as Error).message)).to.deep.equal(['late']);
  });

  it('has nothing more to lose after its answer', async () => {
    const { invocation, lines } = startInvocation();
    await invocation.run(() => Promise.resolve());
    invocation.abort(reason);
    await new Promise(setImmediate);
    expect([invocation.signal.aborted, lines]).to.deep.equal([true, []]);
  });
});

describe('work after the answer', () => {
  it('is watched from the moment it is handed over: its failure reaches onError', async () => {
    const { invocation, failures } = startInvocation();
    const error = new Error('background');
    await invocation.run(async () => {
      invocation.waitUntil(Promise.reject(error));
      await invocation.flush();
    });
    expect(failures).to.deep.equal([error]);
  });

  it('holds the end of the invocation, whatever its outcome', async () => {
    let ended = 0;
    const { invocation } = startInvocation({ onEnded: () => (ended += 1) });
    const [first, second] = [deferred(), deferred()];
    await invocation.run(() => {
      invocation.waitUntil(first.promise);
      invocation.waitUntil(second.promise);
      return Promise.resolve();
    });
    first.reject(new Error('boom'));
    await new Promise(setImmediate);
    expect(ended).to.equal(0);
    second.resolve();
    await new Promise(setImmediate);
    expect(ended).to.equal(1);
  });
});

describe('work that is handed over late', () => {
  const ended = 'WPS_INVOCATION_ENDED';

  it('after the outputs were taken, before the answer, opens them again', async () => {
    const { invocation, out, sent } = startInvocation();
    const work = deferred();
    await invocation.run(async () => {
      await invocation.flush();
      invocation.waitUntil(work.promise);
    });
    await out.add({ message: 'late' });
    expect(sent()).to.deep.equal(['late']);
    work.resolve();
    await new Promise(setImmediate);
    expect((await rejectionOf(out.add({ message: 'later' })))['code']).to.equal(ended);
  });

  it('after the answer opens nothing, and its failure reaches onError all the same', async () => {
    const { invocation, out, sent, failures } = startInvocation();
    await invocation.run(async () => invocation.flush());
    const error = new Error('background');
    const work = deferred();
    invocation.waitUntil(work.promise);
    expect((await rejectionOf(out.add({ message: 'late' })))['code']).to.equal(ended);
    work.reject(error);
    await new Promise(setImmediate);
    expect([sent(), failures]).to.deep.equal([[], [error]]);
  });

  it('after the answer, while other work is pending, holds the outputs open for both', async () => {
    const { invocation, out, sent } = startInvocation();
    const [first, second] = [deferred(), deferred()];
    await invocation.run(async () => {
      invocation.waitUntil(first.promise);
      await invocation.flush();
    });
    invocation.waitUntil(second.promise);
    first.resolve();
    await new Promise(setImmediate);
    await out.add({ message: 'late' });
    expect(sent()).to.deep.equal(['late']);
    second.resolve();
  });

  it('after a failure opens nothing', async () => {
    const { invocation, out, failures } = startInvocation();
    await rejectionOf(invocation.run(() => Promise.reject(new Error('boom'))));
    invocation.waitUntil(Promise.reject(new Error('background')));
    expect((await rejectionOf(out.add({ message: 'late' })))['code']).to.equal(ended);
    await new Promise(setImmediate);
    expect(failures.map((error) => (error as Error).message)).to.deep.equal(['background']);
  });
});

describe('an item that comes too late', () => {
  const told = ({ lines }: Pick<ReturnType<typeof startInvocation>, 'lines'>): unknown[] =>
    lines.map(({ level, message, details }) => [level, message, (details['err'] as { code: string }).code]);

  it('is warned of, for nobody may be waiting for what add() says', async () => {
    const { invocation, out, lines } = startInvocation();
    await invocation.run(async () => invocation.flush());
    void out.add({ message: 'late' });
    void out.flush();
    await new Promise(setImmediate);
    const warning = ['warn', 'An output was refused after its function had returned.', 'WPS_INVOCATION_ENDED'];
    expect(told({ lines })).to.deep.equal([warning, warning]);
  });

  it('and is none is warned of, too', async () => {
    const { invocation, out, lines } = startInvocation();
    const work = deferred();
    await invocation.run(async () => {
      invocation.waitUntil(work.promise);
      await invocation.flush();
    });
    void out.add({ mesage: 'late' } as never);
    await new Promise(setImmediate);
    expect(told({ lines })).to.deep.equal([
      ['warn', 'An output was refused after its function had returned.', 'WPS_OUTPUT_SHAPE'],
    ]);
    work.resolve();
  });

  it('is not warned of while the function runs, whose failure it is', async () => {
    const { invocation, out, lines } = startInvocation();
    await rejectionOf(
      invocation.run(async () => {
        void out.add({ mesage: 'wrong' } as never);
        await invocation.flush();
      }),
    );
    expect(lines).to.deep.equal([]);
  });
});

describe('the log of an invocation', () => {
  it('adds function, event and connection to every line', () => {
    const { invocation, lines } = startInvocation();
    invocation.log.info('hello');
    invocation.log.warn({ a: 1 }, 'there');
    const details = { function: 'Chat.f', eventId: '1', connectionId: 'c1' };
    expect(lines).to.deep.equal([
      { level: 'info', message: 'hello', details },
      { level: 'warn', message: 'there', details: { ...details, a: 1 } },
    ]);
  });

  it('has its deadline by the clock it is given, and lets go of it in the end', async () => {
    const clock = new ManualClock();
    const { invocation } = startInvocation({ clock, timeout: 30_000 });
    const failed = rejectionOf(invocation.run(() => new Promise(() => undefined)));
    clock.advance(29_999);
    expect(invocation.signal.aborted).to.equal(false);
    clock.advance(1);
    expect([(await failed)['code'], clock.waiting]).to.deep.equal(['WPS_DEADLINE', 0]);
    await startInvocation({ clock }).invocation.run(() => Promise.resolve());
    expect(clock.waiting).to.equal(0);
  });
});
