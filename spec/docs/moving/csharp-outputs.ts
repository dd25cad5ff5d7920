import { expect } from 'chai';
import type { Host } from '../../../lib/host/host.js';
import type { UserEventContext } from '../../../lib/invocation/contexts/user-event-context.js';
import type { AsyncCollector } from '../../../lib/outputs/async-collector.js';
import { RecordingCollector, userEvent } from '../../../lib/testing/index.js';
import type { Story } from '../../support/play.js';
import type { WebSocketClient } from '../../support/web-socket-client.js';

type Start = (host: Host, everyMilliseconds: number) => () => void;
interface Members {
  filtered(context: UserEventContext, out: AsyncCollector): Promise<void>;
}
type Watch = (host: Host, queue: AsyncIterable<object>) => Promise<void>;

/** The next messages of a client, in order. */
const hears = async (client: WebSocketClient, count: number): Promise<readonly unknown[]> => {
  const heard: unknown[] = [];
  while (heard.length < count) heard.push(await client.next());
  return heard;
};

/** The blocks of docs/from-csharp.md about what goes out, and about what is not a function. */
export const csharpOutputs: Readonly<Record<string, Story>> = {
  'outputs.ts': async (app) => {
    const client = await app.clientOf('ann');
    const run = (path: string) => app.ask(path, { method: 'POST' });
    expect(await run('/returned')).to.include({ status: 204 });
    await run('/out');
    await run('/several');
    expect(await run('/collected')).to.include({ status: 200, body: 'done' });
    expect(await hears(client, 6)).to.deep.equal(['from return', 'from out', 'one', 'two', 'collected', 'other']);
  },

  'actions.ts': async (app) => {
    const event = (name: string) => JSON.stringify({ type: 'event', event: name, dataType: 'text', data: '' });
    const [ann, bob] = [await app.jsonClientOf('ann'), await app.clientOf('bob')];
    ann.socket.send(event('all'));
    const frames = [await ann.nextJson(), await ann.nextJson(), await ann.nextJson(), await ann.nextJson()];
    expect(frames.map(({ data }) => data)).to.deep.equal(['all', { user: 1 }, 'lobby', 'Bw==']);
    expect(await bob.next()).to.equal('all');
    expect((await bob.closed).code).to.equal(1000);
    expect(await ann.nextJson()).to.include({
      event: 'disconnected',
      message: 'Application server closed the connection. Reason: bye',
    });
    const again = await app.jsonClientOf('ann');
    again.socket.send(event('more'));
    expect(await again.nextJson()).to.include({ type: 'message', data: 'more' });
    expect(await again.nextJson()).to.include({
      type: 'system',
      event: 'disconnected',
      message: 'Application server closed the connection. Reason: enough',
    });
    const out = new RecordingCollector();
    await (app.controller('Members') as Members).filtered(userEvent({ data: '' }), out);
    expect(out.items).to.have.length(3);
  },

  'preview.ts': async (app) => {
    expect(await app.clientOf('abc').catch(String)).to.include('401');
    const [ann, bob] = [await app.jsonClientOf('ann'), await app.clientOf('bob')];
    ann.socket.send(JSON.stringify({ type: 'event', event: 'look', ackId: 1, dataType: 'text', data: 'x' }));
    expect(await bob.next()).to.deep.equal(Buffer.from('x'));
    expect(await ann.nextJson()).to.include({ data: 'eA==' });
    expect((await ann.nextJson())['data']).to.deep.equal({ here: true, member: true, same: true });
    expect(await ann.nextJson()).to.include({ type: 'ack', success: true });
    bob.socket.send('hello');
    expect([await ann.nextJson(), await ann.nextJson()].map(({ data }) => data)).to.deep.equal([
      'hello',
      'not for you',
    ]);
    expect((await bob.closed).code).to.equal(1000);
  },

  'timer.ts': async (app) => {
    const client = await app.clientOf('ann');
    const stop = (app.module['startClock'] as Start)(app.host, 1);
    expect(await client.next()).to.match(/^\d\d:\d\d$/);
    stop();
  },

  'queue.ts': async (app) => {
    const client = await app.clientOf('ann');
    const done: string[] = [];
    const message = (customer: string) => ({
      ...{ body: { customer, state: 'shipped' }, complete: async () => done.push(customer), abandon: async () => {} },
    });
    await (app.module['watchOrders'] as Watch)(app.host, streamOf([message('ann'), message('bob')]));
    expect([await client.next(), done]).to.deep.equal(['shipped', ['ann', 'bob']]);
  },

  'services.ts': async (app) => {
    const { url } = (await app.ask('/negotiate', { headers: { 'x-functions-key': 'key-of-the-caller' } })).body as {
      url: string;
    };
    expect(url).to.include('/client/hubs/chathub');
    expect(await app.post({ type: 'azure.webpubsub.user.greet', body: {} })).to.include({ body: 'It is noon' });
  },

  'hub-class.ts': async (app) => {
    const client = await app.client('/negotiate');
    expect(await client.next()).to.equal('undefined came');
    client.socket.send('hello');
    expect(await client.next()).to.equal('you said hello');
  },

  'unit.ts': async ({ module }) => {
    await (module['passesOnWhatWasSaid'] as () => Promise<void>)();
  },
};

async function* streamOf(messages: readonly object[]): AsyncGenerator<object> {
  yield* messages;
}
