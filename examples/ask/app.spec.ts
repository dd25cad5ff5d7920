import { expect } from 'chai';
import { startShop, type AskApp } from './app.js';
import { Asker } from './asker.js';
import { Shop, type CountStock } from './shop.js';

// What the specs make happen on purpose.
const silent = { debug: ignore, info: ignore, warn: ignore, error: ignore };

describe('a client that asks the app, by @azure/web-pubsub-client', () => {
  let app: AskApp;
  let asker: Asker;
  let stock: { count: CountStock };
  let answerAtLast: () => void;

  /** Answers when the spec is over, or says so. */
  let late: Promise<number>;

  beforeEach(async () => {
    late = new Promise((resolve) => (answerAtLast = () => resolve(7)));
    stock = { count: () => late };
    app = await startShop({ shop: new Shop((item, signal) => stock.count(item, signal)), log: silent });
    asker = await Asker.connect(`${app.url}/negotiate`);
  });
  afterEach(async () => {
    answerAtLast();
    await asker.close();
    await app.close();
  });

  it('gets its answer', async () => {
    expect(await asker.ask('price', { item: 'pear', quantity: 4 })).to.deep.equal({ total: 12 });
  });

  it('gets each answer to its own question, whichever is first', async () => {
    const slow = asker.ask('stock', { item: 'pear' });
    expect(await asker.ask('price', { item: 'apple', quantity: 1 })).to.deep.equal({ total: 2 });
    answerAtLast();
    expect(await slow).to.deep.equal({ available: 7 });
  });

  it('is told why not', async () => {
    const noItem = await failureOf(asker.ask('price', { item: 'plum', quantity: 1 }));
    expect(noItem).to.include({ name: 'NotFound', message: 'There is no plum in this shop.' });
    const noNumber = await failureOf(asker.ask('price', { item: 'pear', quantity: 'four' }));
    expect(noNumber).to.include({ name: 'BadRequest', message: '"quantity" is a whole number from 1.' });
    expect(await failureOf(asker.ask('weather', {}))).to.include({ name: 'NotFound' });
  });

  it('waits no longer than it says', async () => {
    expect(await failureOf(asker.ask('stock', { item: 'pear' }, { timeout: 20 }))).to.include({ name: 'TimeoutError' });
  });

  it('stops waiting when it likes, and can ask on', async () => {
    const cancel = new AbortController();
    stock.count = () => {
      cancel.abort(new Error('Nobody wants to know.'));
      return late;
    };
    const cancelled = failureOf(asker.ask('stock', { item: 'pear' }, { signal: cancel.signal }));
    expect((await cancelled).message).to.equal('Nobody wants to know.');
    expect(await failureOf(asker.ask('stock', { item: 'pear' }, { signal: cancel.signal }))).to.equal(await cancelled);
    expect(await asker.ask('price', { item: 'pear', quantity: 1 })).to.deep.equal({ total: 3 });
  });

  it('gets an error when the connection breaks before the answer', async () => {
    const other = await Asker.connect(`${app.url}/negotiate`);
    stock.count = () => {
      void other.close();
      return late;
    };
    expect(await failureOf(other.ask('stock', { item: 'pear' }))).to.have.property('name', 'InvocationError');
  });
});

async function failureOf(answer: Promise<unknown>): Promise<Error> {
  try {
    await answer;
  } catch (error) {
    return error as Error;
  }
  return expect.fail('it was answered');
}

function ignore(): void {
  // Nothing of it matters here.
}
