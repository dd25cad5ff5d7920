import { WebPubSubServiceClient } from '@azure/web-pubsub';
import {
  WebPubSubClient,
  WebPubSubJsonProtocol,
  WebPubSubJsonReliableProtocol,
  type WebPubSubClientProtocol,
} from '@azure/web-pubsub-client';
import { expect } from 'chai';
import { VirtualClock, type FaultRule, type TapEntry } from '../../lib/emulator/index.js';
import { withEmulator, type EmulatorStory } from '../support/emulator-story.js';
import { rejectionOf } from '../support/performs.js';
import { call } from '../support/rest-call.js';
import { WebSocketClient } from '../support/web-socket-client.js';

const roles = { role: ['webpubsub.joinLeaveGroup', 'webpubsub.sendToGroup'] };
const quick = {
  ...{ keepAliveIntervalInMs: 0, keepAliveTimeoutInMs: 0 },
  messageRetryOptions: { mode: 'Fixed' as const, maxRetries: 100, retryDelayInMs: 10 },
};

/** A client of the service's own SDK that hears everything, and its end. */
async function start(story: EmulatorStory, protocol: WebPubSubClientProtocol = WebPubSubJsonReliableProtocol()) {
  const client = new WebPubSubClient({ getClientAccessUrl: story.clientUrl(roles) }, { protocol, ...quick });
  const [heard, connections]: [unknown[], string[]] = [[], []];
  let wake = (): void => undefined;
  const hear = (data: unknown): void => {
    heard.push(data);
    wake();
  };
  client.on('group-message', ({ message }) => hear(message.data));
  client.on('server-message', ({ message }) => hear(message.data));
  client.on('connected', ({ connectionId }) => connections.push(connectionId));
  await client.start();
  const hears = async (count: number): Promise<readonly unknown[]> => {
    while (heard.length < count) await new Promise<void>((resolve) => (wake = resolve));
    return heard;
  };
  const stop = (): Promise<void> =>
    new Promise((resolve) => {
      client.on('stopped', () => resolve());
      client.stop();
    });
  return { client, heard, hears, connections, stop };
}

const serviceOf = ({ emulator }: EmulatorStory, maxRetryDelayInMs = 1): WebPubSubServiceClient =>
  new WebPubSubServiceClient(emulator.connectionString, 'chat', {
    ...{ allowInsecureConnection: true, retryOptions: { retryDelayInMs: 1, maxRetryDelayInMs } },
  });

async function sendAll(story: EmulatorStory, count: number): Promise<readonly string[]> {
  const texts = Array.from({ length: count }, (_, index) => `message ${index + 1}`);
  for (const text of texts) await serviceOf(story).sendToAll(text, { contentType: 'text/plain' });
  return texts;
}

describe('@azure/web-pubsub-client over a network with faults', () => {
  it('recovers a reliable connection that is cut again and again, without loss and without doubles', () =>
    withEmulator(async (story) => {
      const { hears, connections, stop } = await start(story);
      const cut = story.emulator.faults.add({
        at: 'frameToClient',
        frame: 'message',
        fault: 'cut',
        every: 3,
        times: 3,
      });
      const texts = await sendAll(story, 8);
      expect(await hears(8)).to.deep.equal(texts);
      expect([cut.count, new Set(connections).size]).to.deep.equal([3, 1]);
      await stop();
    }));

  it('repeats what was not acknowledged, and takes Duplicate for done: it was sent once', () =>
    withEmulator(async (story) => {
      const { client, hears, heard, stop } = await start(story);
      await client.joinGroup('g');
      const lost = story.emulator.faults.add({ at: 'frameToClient', frame: 'ack', fault: 'cut', times: 1 });
      const sent = story.emulator.faults.add({ at: 'frameFromClient', frame: 'sendToGroup', fault: 'drop', after: 99 });
      const result = await client.sendToGroup('g', 'once', 'text', { ackId: 77 });
      expect(result).to.include({ ackId: 77, isDuplicated: true });
      expect([lost.count, sent.met]).to.deep.equal([1, 2]);
      await client.sendToGroup('g', 'end', 'text');
      await hears(2);
      expect(heard).to.deep.equal(['once', 'end']);
      await stop();
    }));

  it('says a thing twice that it repeats without an ackId of its own', () =>
    withEmulator(async (story) => {
      const { client, hears, stop } = await start(story);
      await client.joinGroup('g');
      story.emulator.faults.add({ at: 'frameToClient', frame: 'ack', fault: 'cut', times: 1 });
      expect(await client.sendToGroup('g', 'twice', 'text')).to.include({ isDuplicated: false });
      expect(await hears(2)).to.deep.equal(['twice', 'twice']);
      await stop();
    }));

  it('waits for an ack that was lost alone, and repeats itself once the connection is lost', () =>
    withEmulator(async (story) => {
      const { client, hears, stop } = await start(story);
      await client.joinGroup('g');
      const { faults } = story.emulator;
      faults.add({ at: 'frameToClient', frame: 'ack', fault: 'drop', times: 1 });
      const sending = client.sendToGroup('g', 'once', 'text', { ackId: 78 });
      expect(await hears(1)).to.deep.equal(['once']);
      faults.add({ at: 'frameToClient', frame: 'message', fault: 'cut', times: 1 });
      await sendAll(story, 1);
      expect(await sending).to.include({ isDuplicated: true });
      expect(await hears(2)).to.deep.equal(['once', 'message 1']);
      await stop();
    }));

  for (const seed of [1, 2, 3]) {
    it(`loses nothing and says nothing twice, whatever a bad network does (seed ${seed})`, () =>
      withEmulator(async (story) => {
        const { client, hears, stop } = await start(story);
        await client.joinGroup('g');
        const { faults } = story.emulator;
        const rules = [
          faults.add({ at: 'frameToClient', frame: 'ack', fault: 'cut', probability: 0.1, seed }),
          faults.add({ at: 'frameToClient', frame: 'message', fault: 'cut', probability: 0.1, seed }),
          faults.add({ at: 'frameFromClient', fault: 'cut', probability: 0.05, seed }),
          faults.add({ at: 'frameToClient', frame: 'message', fault: 'duplicate', probability: 0.2, seed }),
          faults.add({ at: 'frameFromClient', fault: 'duplicate', probability: 0.2, seed }),
          faults.add({ at: 'frameToClient', fault: { delay: 2 }, probability: 0.5, seed }),
        ];
        const texts = Array.from({ length: 40 }, (_, index) => `message ${index}`);
        for (const [index, text] of texts.entries())
          await client.sendToGroup('g', text, 'text', { ackId: 1000 + index });
        faults.clear();
        expect(await hears(texts.length)).to.deep.equal(texts);
        expect(Math.min(...rules.map(({ count }) => count))).to.be.greaterThan(0);
        await stop();
      }));
  }

  it('drops a message that it has heard, where the network says it twice', () =>
    withEmulator(async (story) => {
      const { hears, stop } = await start(story);
      const twice = story.emulator.faults.add({ at: 'frameToClient', frame: 'message', fault: 'duplicate' });
      const texts = await sendAll(story, 3);
      expect(await hears(3)).to.deep.equal(texts);
      expect(twice.count).to.equal(3);
      await stop();
    }));

  it('hears messages in the order of the network where it is not reliable', () =>
    withEmulator(async (story) => {
      const { hears, stop } = await start(story, WebPubSubJsonProtocol());
      story.emulator.faults.add({ at: 'frameToClient', frame: 'message', fault: 'reorder', times: 1 });
      await sendAll(story, 3);
      expect(await hears(3)).to.deep.equal(['message 2', 'message 1', 'message 3']);
      await stop();
    }));

  it('takes a message for a double that another one overtook, where it is reliable', () =>
    withEmulator(async (story) => {
      const { hears, stop } = await start(story);
      story.emulator.faults.add({ at: 'frameToClient', frame: 'message', fault: 'reorder', times: 1 });
      await sendAll(story, 3);
      expect(await hears(2)).to.deep.equal(['message 2', 'message 3']);
      await stop();
    }));

  it('hears late, and everything in its order', () => {
    const clock = new VirtualClock();
    return withEmulator(
      async (story) => {
        const { hears, heard, stop } = await start(story);
        story.emulator.faults.add({ at: 'frameToClient', frame: 'message', fault: { delay: '10s' }, times: 1 });
        const texts = await sendAll(story, 3);
        expect(heard).to.deep.equal([]);
        expect(await clock.skip(() => hears(3))).to.deep.equal(texts);
        await stop();
      },
      undefined,
      { clock },
    );
  });

  it('begins anew where its buffer was full', () =>
    withEmulator(async (story) => {
      const { hears, connections, stop } = await start(story);
      story.emulator.faults.add({ at: 'frameToClient', frame: 'message', fault: 'overflow', times: 1 });
      await sendAll(story, 1);
      expect((await story.app.seen('disconnected')).body).to.equal('{"reason":"The outbound message queue is full."}');
      while (connections.length < 2) await new Promise((resolve) => setImmediate(resolve));
      await sendAll(story, 1);
      expect(await hears(1)).to.deep.equal(['message 1']);
      expect(new Set(connections).size).to.equal(2);
      await stop();
    }));

  it('tries on while its recovery is refused', async function () {
    this.timeout(5000);
    await withEmulator(async (story) => {
      const { hears, connections, stop } = await start(story);
      const connectionId = connections[0] ?? '';
      const { faults } = story.emulator;
      const refused = faults.add({ at: 'handshake', connectionId, fault: { status: 503 }, times: 1 });
      faults.add({ at: 'frameToClient', frame: 'message', fault: { close: 1001, reason: 'restart' }, times: 1 });
      await sendAll(story, 1);
      expect(await hears(1)).to.deep.equal(['message 1']);
      expect([refused.count, new Set(connections).size]).to.deep.equal([1, 1]);
      await stop();
    });
  });
});

describe('@azure/web-pubsub against a service with faults', () => {
  for (const status of [429, 503]) {
    it(`repeats a call after ${status}, as late as it is told`, async function () {
      this.timeout(5000);
      await withEmulator(async (story) => {
        const client = await story.json();
        const fault = { status, retryAfterSeconds: 1 };
        const refused = story.emulator.faults.add({ at: 'rest', operation: 'sendToAll', fault, times: 1 });
        const begin = performance.now();
        await serviceOf(story).sendToAll('hi', { contentType: 'text/plain' });
        expect(performance.now() - begin).to.be.greaterThan(990);
        expect(await client.nextJson()).to.include({ data: 'hi' });
        expect(refused).to.include({ met: 2, count: 1 });
      });
    });
  }

  it('gives up in the end, with what it was told', () =>
    withEmulator(async (story) => {
      const refused = story.emulator.faults.add({ at: 'rest', fault: { status: 503 } });
      const error = await rejectionOf(serviceOf(story).sendToAll('hi', { contentType: 'text/plain' }));
      expect(error).to.include({ statusCode: 503, code: 'Error.ServiceUnavailable' });
      expect(refused.count).to.equal(4);
    }));

  it('repeats a call whose connection broke, whether or not it was done before', () =>
    withEmulator(async (story) => {
      const client = await story.json();
      for (const fault of ['cut', 'dropAnswer'] as const) {
        const broken = story.emulator.faults.add({ at: 'rest', fault, times: 1 });
        await serviceOf(story).sendToAll(fault, { contentType: 'text/plain' });
        expect(broken.met).to.equal(2);
      }
      const heard = [await client.nextJson(), await client.nextJson(), await client.nextJson()];
      expect(heard.map(({ data }) => data)).to.deep.equal(['cut', 'dropAnswer', 'dropAnswer']);
    }));
});

describe('an app that the service reaches with faults', () => {
  /** Sends an event while there is a fault; the statuses that the app saw and what the client got. */
  async function sendEvent(rule: Omit<Extract<FaultRule, { at: 'event' }>, 'at'>) {
    const clock = new VirtualClock();
    const outcome: { ack?: object; events: readonly string[]; milliseconds: number } = { events: [], milliseconds: 0 };
    await withEmulator(
      async ({ app, emulator, json }) => {
        const client = await json();
        await app.seen('connected');
        emulator.faults.add({ at: 'event', event: 'e', ...rule });
        const begin = clock.now();
        outcome.ack = await clock.skip(() => client.ask({ type: 'event', event: 'e', data: 1, ackId: 1 }));
        outcome.milliseconds = clock.now() - begin;
        outcome.events = app.events.filter((event) => event === 'e');
      },
      undefined,
      { clock },
    );
    return outcome;
  }

  it('gets an event after 1, 3 and 5 s that did not reach it before', async () => {
    const { ack, events, milliseconds } = await sendEvent({ fault: 'cut', times: 3 });
    expect([ack, events]).to.deep.equal([{ type: 'ack', ackId: 1, success: true }, ['e']]);
    expect(milliseconds).to.be.within(9000, 9500);
  });

  it('gets an event again whose answer was lost', async () => {
    const { ack, events } = await sendEvent({ fault: 'dropAnswer', times: 1 });
    expect([ack, events]).to.deep.equal([{ type: 'ack', ackId: 1, success: true }, ['e', 'e']]);
  });

  it('is given up after four attempts', async () => {
    const { ack, events } = await sendEvent({ fault: { status: 503 } });
    expect(ack).to.have.nested.property('error.name', 'InternalServerError');
    expect(events).to.deep.equal([]);
  });

  it('is not asked again after 429', async () => {
    const { ack, milliseconds } = await sendEvent({ fault: { status: 429 } });
    expect(ack).to.have.property('success', false);
    expect(milliseconds).to.be.lessThan(1000);
  });

  it('is late', async () => {
    const { events, milliseconds } = await sendEvent({ fault: { delay: '1m' } });
    expect(events).to.deep.equal(['e']);
    expect(milliseconds).to.be.within(60_000, 60_500);
  });
});

describe('the faults of an emulator', () => {
  it('meet the frames of a client, each in its own way', () =>
    withEmulator(async ({ emulator, json }) => {
      const client = await json(roles);
      const join = (ackId: number) => client.ask({ type: 'joinGroup', group: 'g', ackId });
      emulator.faults.add({ at: 'frameFromClient', frame: 'joinGroup', fault: 'duplicate', times: 1 });
      expect([await join(1), await client.nextJson()]).to.have.nested.property('1.error.name', 'Duplicate');
      emulator.faults.add({ at: 'frameFromClient', frame: 'ping', fault: 'drop', times: 1 });
      client.socket.send('{"type":"ping"}');
      expect(await join(2)).to.include({ ackId: 2 });
      emulator.faults.add({ at: 'frameFromClient', frame: 'joinGroup', fault: 'reorder', times: 1 });
      client.socket.send('{"type":"joinGroup","group":"g","ackId":3}');
      expect([await client.ask({ type: 'ping' }), await client.nextJson()]).to.deep.equal([
        { type: 'pong' },
        { type: 'ack', ackId: 3, success: true },
      ]);
    }));

  for (const [code, isOver] of [
    [1000, true],
    [1001, false],
  ] as const) {
    it(`close with ${code}, which is ${isOver ? 'the end' : 'no end'} of a reliable connection`, () =>
      withEmulator(async ({ emulator, app, clientUrl }) => {
        const client = await WebSocketClient.open(clientUrl(roles), ['json.reliable.webpubsub.azure.v1']);
        await client.next();
        emulator.faults.add({ at: 'frameToClient', fault: { close: code, reason: 'told' } });
        client.socket.send('{"type":"ping"}');
        expect(await client.closed).to.deep.equal({ code, reason: 'told' });
        if (isOver) await app.seen('disconnected');
        expect(emulator.snapshot().hubs['chat']?.connections.length).to.equal(isOver ? undefined : 1);
      }));
  }

  it('are told with their reason, and what they met is not', () =>
    withEmulator(async ({ emulator, json }) => {
      const client = await json(roles);
      const events = emulator.events();
      emulator.faults.add({ at: 'frameToClient', frame: 'ack', fault: 'drop' });
      client.socket.send('{"type":"joinGroup","group":"g","ackId":1}');
      expect(await client.ask({ type: 'ping' })).to.deep.equal({ type: 'pong' });
      const entries: TapEntry[] = [];
      for await (const entry of events) {
        entries.push(entry);
        if (entry.what === 'frame.sent') break;
      }
      const done = entries.find(({ what }) => what === 'fault.done');
      expect(done).to.include({ fault: 'drop', frame: 'ack', cause: entries[0]?.id });
      expect(entries.map((entry) => ('type' in entry ? entry.type : entry.what))).to.deep.equal([
        ...['joinGroup', 'group.joined', 'event.handler', 'fault.done', 'ping', 'pong'],
      ]);
    }));

  it('are gone after a reset, with what was late', () =>
    withEmulator(async (story) => {
      const { emulator } = story;
      await story.json();
      emulator.faults.add({ at: 'frameToClient', frame: 'message', fault: { delay: '1h' } });
      const late = emulator.faults.add({ at: 'rest', fault: { delay: '1h' }, operation: 'closeAllConnections' });
      await sendAll(story, 1);
      const closing = call(story, 'POST', '/api/hubs/chat/:closeConnections');
      while (late.count === 0) await new Promise((resolve) => setImmediate(resolve));
      await emulator.reset();
      expect((await closing).status).to.equal(204);
      const client = await story.json();
      await sendAll(story, 1);
      expect(await client.nextJson()).to.include({ data: 'message 1' });
    }));

  it('do not hold up the end of the emulator: what is late comes at once', () => {
    const clock = new VirtualClock();
    return withEmulator(
      async ({ app, emulator, json }) => {
        const client = await json();
        await app.seen('connected');
        const late = emulator.faults.add({ at: 'event', event: 'e', fault: { delay: '1h' } });
        const asked = client.ask({ type: 'event', event: 'e', data: 1, ackId: 1 });
        while (late.count === 0) await new Promise((resolve) => setImmediate(resolve));
        await emulator.close();
        expect(await asked).to.deep.equal({ type: 'ack', ackId: 1, success: true });
      },
      undefined,
      { clock },
    );
  });

  it('end with the emulator', () =>
    withEmulator(async (story) => {
      const client = await story.json();
      story.emulator.faults.add({ at: 'frameToClient', fault: { delay: '1h' } });
      story.emulator.faults.add({ at: 'event', fault: { delay: '1h' } });
      const late = story.emulator.faults.add({ at: 'handshake', fault: { delay: '1h' } });
      await sendAll(story, 1);
      const opening = WebSocketClient.open(story.clientUrl()).catch((error: unknown) => error);
      while (late.count === 0) await new Promise((resolve) => setImmediate(resolve));
      await story.emulator.close();
      expect(await client.closed).to.include({ code: 1001 });
      expect(await opening).to.be.instanceOf(Error);
    }));
});
