import { expect } from 'chai';
import { VirtualClock } from '../../lib/emulator/virtual-clock.js';
import { wait } from '../../lib/emulator/deadline.js';
import { rejectionOf } from '../support/performs.js';

const unaborted = new AbortController().signal;
const day = 86_400_000;

/** A clock, and a way to write down when something ran, in milliseconds from the beginning. */
function started() {
  const clock = new VirtualClock();
  const ran: unknown[] = [];
  const start = clock.now();
  const note = (what: string) => () => void ran.push([what, Math.round((clock.now() - start) / 100) * 100]);
  return { clock, ran, note };
}

describe('a virtual clock', () => {
  it('goes by itself', async () => {
    const { clock } = started();
    await new Promise<void>((resolve) => clock.after(0, resolve));
    expect(clock.now()).to.be.closeTo(Date.now(), 100);
  });

  it('is moved ahead by milliseconds and by texts, and goes on from there', async () => {
    const clock = new VirtualClock();
    await clock.advance(500);
    await clock.advance('2h');
    expect(clock.now() - Date.now()).to.be.closeTo(7_200_500, 100);
    await new Promise<void>((resolve) => clock.after(1, resolve));
  });

  it('runs what is due on the way in order, each at its own time, and nothing else', async () => {
    const { clock, ran, note } = started();
    clock.after(3_000, note('third'));
    clock.after(1_000, note('first'));
    const cancel = clock.after(2_000, note('called off'));
    clock.after(60_000, note('too late'))();
    clock.after(2_500, note('second'));
    cancel();
    await clock.advance('10s');
    expect(ran).to.deep.equal([
      ['first', 1_000],
      ['second', 2_500],
      ['third', 3_000],
    ]);
  });

  it('runs what comes of it, also where that takes turns of the event loop', async () => {
    const { clock, ran, note } = started();
    const retry = async (): Promise<void> => {
      for (const pause of [1_000, 3_000, 5_000]) {
        await wait(clock, pause, unaborted);
        note('retry')();
        await new Promise(setImmediate);
      }
    };
    const retries = retry();
    await clock.advance('9s');
    await retries;
    expect(ran).to.deep.equal([
      ['retry', 1_000],
      ['retry', 4_000],
      ['retry', 9_000],
    ]);
  });

  it('moves once behind the other where it is told twice, and also by what it runs', async () => {
    const { clock, ran, note } = started();
    clock.after(500, () => void clock.advance('1m'));
    clock.after(90_000, note('in the last advance'));
    await Promise.all([clock.advance('30s'), clock.advance('30s')]);
    await clock.advance(0);
    expect(ran).to.deep.equal([['in the last advance', 90_000]]);
  });

  it('reaches its time also where something throws, and says so then', async () => {
    const { clock, ran, note } = started();
    const broken = new Error('broken');
    clock.after(1_000, () => {
      throw broken;
    });
    clock.after(2_000, note('unharmed'));
    expect(await rejectionOf(clock.advance('3s'))).to.equal(broken);
    await clock.advance('1s');
    expect(ran).to.deep.equal([['unharmed', 2_000]]);
  });

  it('runs what goes on in the background once, however often its time has come', async () => {
    const clock = new VirtualClock();
    let [pings, cancel] = [0, (): void => undefined];
    const ping = (): void => {
      pings += 1;
      cancel = clock.after(20_000, ping, { isBackground: true });
    };
    ping();
    await clock.advance('3h');
    cancel();
    expect(pings).to.equal(2);
  });

  it('refuses what is no length of time', async () => {
    const clock = new VirtualClock();
    const wrong = '30 sec' as '30s';
    expect(await rejectionOf(clock.advance(wrong))).to.have.property('code', 'WPS_CLOCK_DURATION');
    expect(await rejectionOf(clock.skip(Promise.resolve(), { limit: -1 }))).to.have.property(
      'code',
      'WPS_CLOCK_DURATION',
    );
  });
});

describe('a virtual clock that skips', () => {
  it('goes to the next thing due until what is awaited has come', async () => {
    const { clock, ran, note } = started();
    const far = clock.after(7 * day, note('too far'));
    const came = await clock.skip(async () => {
      for (const pause of [1_000, 3_000, 5_000]) await wait(clock, pause, unaborted);
      return 'came';
    });
    note('then')();
    far();
    expect([came, ran]).to.deep.equal(['came', [['then', 9_000]]]);
  });

  it('takes a promise, and fails as it does', async () => {
    const { clock } = started();
    const failing = new Promise<never>((_, reject) => clock.after(3_600_000, () => reject(new Error('late'))));
    expect((await rejectionOf(clock.skip(failing))).message).to.equal('late');
  });

  it('does not move for what comes by itself', async () => {
    const { clock, ran, note } = started();
    const cancel = clock.after(30_000, note('the deadline'));
    await clock.skip(() => new Promise(setImmediate));
    cancel();
    expect(ran).to.deep.equal([]);
  });

  it('lets what it awaits move the clock itself', async () => {
    const { clock } = started();
    const cancel = clock.after(30_000, () => expect.fail('nobody waits so long'));
    await clock.skip(() => clock.advance('1s'));
    cancel();
    expect(clock.now() - Date.now()).to.be.closeTo(1_000, 200);
  });

  it('gives up after a second without anything due, and says how far it came and what would be next', async () => {
    const [without, beyond] = [new VirtualClock(), new VirtualClock()];
    without.after(9_000, () => undefined);
    const cancel = beyond.after(7_200_000, () => expect.fail('beyond the limit'));
    const never = new Promise(() => undefined);
    const errors = await Promise.all([without.skip(never), beyond.skip(never, { limit: '1h' })].map(rejectionOf));
    cancel();
    expect(errors.map(({ code }) => code)).to.deep.equal(['WPS_CLOCK_SKIP', 'WPS_CLOCK_SKIP']);
    expect(errors[0]?.message).to.match(
      /^The clock skipped (9s|8s \d+ms) ahead, .*: nothing more is due on this clock \(does it wait for a timer of your own.*\), /,
    );
    expect(errors[1]?.message).to.match(/the next is due in (2h|1h 59m), beyond the limit/);
  });

  it('fails with what something due has thrown', async () => {
    const { clock } = started();
    clock.after(1_000, () => {
      throw new Error('broken');
    });
    expect((await rejectionOf(clock.skip(new Promise(() => undefined)))).message).to.equal('broken');
  });
});
