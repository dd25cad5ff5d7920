import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { expect } from 'chai';
import type { TapEntry } from '../../../lib/emulator/tap/entries.js';
import { TapListener } from '../../../lib/emulator/tap/tap-listener.js';

/** Only what nothing holds on to is gone after it. */
async function collectGarbage(): Promise<void> {
  setFlagsFromString('--expose-gc');
  await new Promise((resolve) => setImmediate(resolve));
  (runInNewContext('gc') as () => void)();
}

const entry = (id: number): TapEntry => ({ id, time: 0, what: 'hub.set', hub: `h${id}` });
const message = { dataType: 'text', data: 'hi' } as const;
const frame: TapEntry = {
  ...{ id: 1, time: 0, what: 'frame.sent', hub: 'chat', connectionId: 'c1', type: 'message', bytes: 2, message },
};

function listener(options: { buffer?: number; contents?: boolean } = {}): TapListener {
  return new TapListener({ buffer: 10, contents: false, onLeft: () => undefined, ...options });
}

describe('a listener of the tap', () => {
  it('has every entry in order, whether it waits or is late', async () => {
    const events = listener();
    const [first, second] = [events.next(), events.next()];
    for (let id = 1; id <= 3; id += 1) events.take(entry(id));
    const results = [await first, await second, await events.next()];
    expect(results.map(({ value }) => (value as TapEntry).id)).to.deep.equal([1, 2, 3]);
  });

  it('loses the oldest when it is too slow, and is told how many and where', async () => {
    const events = listener({ buffer: 2 });
    for (let id = 1; id <= 5; id += 1) events.take(entry(id));
    expect((await events.next()).value).to.deep.equal({ id: 3, time: 0, what: 'tap.lost', count: 3 });
    expect((await events.next()).value).to.include({ id: 4 });
    for (let id = 6; id <= 7; id += 1) events.take(entry(id));
    expect((await events.next()).value).to.deep.equal({ id: 5, time: 0, what: 'tap.lost', count: 1 });
    expect(events.lost).to.equal(4);
  });

  it('keeps the order of a long queue that is read and filled in turns', async () => {
    const events = listener({ buffer: 5_000 });
    for (let id = 1; id <= 4_000; id += 1) events.take(entry(id));
    const ids: number[] = [];
    for (let id = 4_001; id <= 8_000; id += 1) {
      ids.push(((await events.next()).value as TapEntry).id);
      events.take(entry(id));
    }
    expect(ids).to.deep.equal(Array.from({ length: 4_000 }, (_, index) => index + 1));
    expect(events.lost).to.equal(0);
  });

  it('sees what users wrote only if it asks', async () => {
    const [plain, curious] = [listener(), listener({ contents: true })];
    for (const events of [plain, curious]) events.take(frame);
    expect((await plain.next()).value).to.not.have.property('message');
    expect((await curious.next()).value).to.deep.include({ message });
  });

  it('keeps 64 MiB of what users wrote, and loses the oldest beyond it', async () => {
    const [plain, curious] = [listener(), listener({ contents: true })];
    for (const events of [plain, curious])
      for (let id = 1; id <= 3; id += 1) events.take({ ...frame, id, bytes: 2 ** 25 });
    expect([plain.lost, curious.lost]).to.deep.equal([0, 1]);
    expect((await curious.next()).value).to.include({ what: 'tap.lost', count: 1 });
  });

  it('holds on to nothing that was read', async () => {
    const events = listener({ contents: true });
    const read = await (async () => {
      events.take({ ...frame });
      return new WeakRef((await events.next()).value as TapEntry);
    })();
    events.take({ ...frame, id: 2 });
    await collectGarbage();
    expect(read.deref()).to.equal(undefined);
  });

  it('reads to the end what was there when the emulator closed', async () => {
    const events = listener();
    events.take(entry(1));
    events.end();
    const ids: number[] = [];
    for await (const { id } of events) ids.push(id);
    expect(ids).to.deep.equal([1]);
  });

  it('leaves with the loop', async () => {
    const left: TapListener[] = [];
    const events = new TapListener({ buffer: 10, contents: false, onLeft: (gone) => left.push(gone) });
    events.take(entry(1));
    events.take(entry(2));
    for await (const { id } of events) if (id === 1) break;
    expect(left).to.deep.equal([events]);
    expect(await events.next()).to.include({ done: true });
  });
});
