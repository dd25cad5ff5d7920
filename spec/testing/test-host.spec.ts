import { expect } from 'chai';
import { UnauthorizedError } from '../../lib/errors.js';
import { defineFunction } from '../../lib/decorators/define-function.js';
import { HttpTrigger } from '../../lib/decorators/http-trigger.js';
import { Hub } from '../../lib/decorators/hub.js';
import { Use } from '../../lib/decorators/use.js';
import { WebPubSub } from '../../lib/decorators/web-pubsub.js';
import { WebPubSubConnection } from '../../lib/decorators/web-pubsub-connection.js';
import { WebPubSubTrigger } from '../../lib/decorators/web-pubsub-trigger.js';
import type { ConnectContext } from '../../lib/invocation/contexts/connect-context.js';
import type { MqttConnectContext, MqttDisconnectedContext } from '../../lib/invocation/contexts/mqtt-contexts.js';
import type { UserEventContext } from '../../lib/invocation/contexts/user-event-context.js';
import { silentLogger } from '../../lib/invocation/logger.js';
import type { InvocationContext } from '../../lib/invocation/invocation-context.js';
import type { AsyncCollector } from '../../lib/outputs/async-collector.js';
import { WebPubSubAction } from '../../lib/outputs/web-pubsub-action.js';
import { VirtualClock } from '../../lib/emulator/virtual-clock.js';
import { FakeService } from '../../lib/testing/fake-service.js';
import { createTestHost } from '../../lib/testing/test-host.js';
import { codeOf, messageOf } from '../support/define.js';

@Hub('chat')
@Use(async (context, next) => {
  context.log.info({}, 'seen');
  return next();
})
class Chat {
  readonly left: unknown[] = [];

  @HttpTrigger({ route: 'rooms/{room}/login' })
  login(@WebPubSubConnection({ userId: '{query.user}', groups: ['{room}'] }) connection: WebPubSubConnection) {
    return connection;
  }

  @WebPubSubTrigger() connect({ userId, states }: ConnectContext<{ visits: number }>) {
    if (userId === 'mallory') return { code: 'unauthorized', errorMessage: 'not you' };
    states.visits = 0;
    return { groups: ['lobby'], userId: userId ?? 'somebody' };
  }

  @WebPubSubTrigger()
  async message(context: UserEventContext<{ text: string }, { visits: number }>, @WebPubSub() out: AsyncCollector) {
    context.states.visits += 1;
    await out.add({ message: context.data.text });
    await out.add(WebPubSubAction.sendToGroup('lobby', { text: context.data.text }));
    return { seen: await out.add({ targetType: 'Users', targetId: 'ann' }) };
  }

  @WebPubSubTrigger('user', 'fail') fail(): never {
    throw new TypeError('the database is down');
  }

  @WebPubSubTrigger() disconnected({ states }: InvocationContext): void {
    this.left.push(states);
  }
}
const text = (value: string) => ({ data: { text: value } });

const heldTimers = () => process.getActiveResourcesInfo().filter((name) => name === 'Timeout').length;

describe('a test host', () => {
  it('keeps the process while something is under way that nothing else keeps it for', async () => {
    let end: (() => void) | undefined;
    const slow = defineFunction(
      { trigger: { hub: 'chat', eventType: 'user', eventName: 'slow' } },
      () => new Promise<void>((resolve) => (end = resolve)),
    );
    const host = createTestHost({ functions: [slow] });
    const answered = host.userEvent('chat', 'slow');
    while (end === undefined) await new Promise((resolve) => setImmediate(resolve));
    const meanwhile = heldTimers();
    end();
    await answered;
    expect(meanwhile - heldTimers()).to.equal(1);
    const settled = host.settled();
    const waiting = heldTimers();
    await settled;
    expect(waiting - heldTimers()).to.equal(1);
  });

  it('runs a user event from its headers to its answer and outputs', async () => {
    const host = createTestHost({ controllers: [Chat] });
    await host.connect('chat', { userId: 'ann' });
    const { status, body, outputs, states, error } = await host.userEvent('chat', 'message', text('hi'));
    expect([status, body, states, error]).to.deep.equal([200, { seen: true }, { visits: 1 }, undefined]);
    expect(outputs).to.deep.equal([
      { hub: 'chat', name: 'sendToAll', data: 'hi', dataType: 'text' },
      { hub: 'chat', name: 'sendToGroup', group: 'lobby', data: { text: 'hi' }, dataType: 'json' },
    ]);
  });

  it('answers HEAD without a body, as every server does', async () => {
    class Page {
      @HttpTrigger({ methods: ['get'] }) page() {
        return 'a page';
      }
    }
    const host = createTestHost({ controllers: [Page] });
    const { status, body } = await host.http('page', { method: 'HEAD' });
    expect([status, body, (await host.http('page')).body]).to.deep.equal([200, undefined, 'a page']);
  });

  it('has a connection in the group that it is told to have joined, until it has left', async () => {
    const host = createTestHost({ controllers: [Chat], log: silentLogger });
    const isThere = () => host.service.perform('chat')({ name: 'groupExists', group: 'red' });
    await host.groupJoined('chat', 'red');
    const joined = await isThere();
    await host.groupLeft('chat', 'red');
    expect([joined, await isThere()]).to.deep.equal([true, false]);
  });

  it('delivers outputs to the connections that the service has', async () => {
    const host = createTestHost({ controllers: [Chat] });
    const bob = host.service.connect('chat', { userId: 'bob' });
    await host.userEvent('chat', 'message', text('hi'));
    expect(bob.received).to.deep.equal([{ from: 'server', data: 'hi', dataType: 'text' }]);
  });

  it('takes nobody for the connection of an event whose id a test does not say', async () => {
    const host = createTestHost({ controllers: [Chat] });
    const bob = host.service.connect('chat', { userId: 'bob' });
    await host.connect('chat', { userId: 'ann' });
    await host.userEvent('chat', 'message', text('hi'));
    expect([bob.isClosed, bob.received.length]).to.deep.equal([false, 1]);
  });

  it('takes who connects for a new connection, also under the id of an earlier one', async () => {
    const host = createTestHost({ controllers: [Chat] });
    await host.connect('chat', { userId: 'ann' });
    await host.userEvent('chat', 'message', text('a'));
    await host.connect('chat', { userId: 'bob' });
    const perform = host.service.perform('chat');
    const exist = ['ann', 'bob'].map((userId) => perform({ name: 'userExists', userId }));
    expect(await Promise.all(exist)).to.deep.equal([false, true]);
    expect((await host.userEvent('chat', 'message', text('b'))).states).to.deep.equal({ visits: 1 });
  });

  it('carries the state from event to event, until the connection has ended', async () => {
    const chat = new Chat();
    const host = createTestHost({ controllers: [chat] });
    await host.connect('chat');
    await host.userEvent('chat', 'message', text('a'));
    expect((await host.userEvent('chat', 'message', text('b'))).states).to.deep.equal({ visits: 2 });
    await host.disconnected('chat', { reason: 'bye' });
    expect(chat.left).to.deep.equal([{ visits: 2 }]);
    expect((await host.connect('chat')).states).to.deep.equal({ visits: 0 });
  });

  it('keeps the connections of a test apart', async () => {
    const host = createTestHost({ controllers: [Chat] });
    for (const connectionId of ['c1', 'c2']) await host.connect('chat', { connectionId });
    await host.userEvent('chat', 'message', { connectionId: 'c1', ...text('a') });
    const { states } = await host.userEvent('chat', 'message', { connectionId: 'c2', ...text('b') });
    expect(states).to.deep.equal({ visits: 1 });
  });

  it('has no connection that connect refused', async () => {
    const host = createTestHost({ controllers: [Chat] });
    const { status, body } = await host.connect('chat', { userId: 'mallory' });
    expect([status, body, host.service.has('chat', 'connection1')]).to.deep.equal([401, 'not you', false]);
  });

  it('tells what a function failed with, which the caller is not told', async () => {
    const { status, body, error } = await createTestHost({ controllers: [Chat] }).userEvent('chat', 'fail');
    expect([status, body]).to.deep.equal([500, 'Internal Server Error']);
    expect(error).to.be.instanceOf(TypeError).with.property('message', 'the database is down');
  });

  it('throws that on request, also where the service is told of no failure', async () => {
    class Wrong {
      @WebPubSubTrigger('chat', 'system', 'connected') connected(): never {
        throw new TypeError('the database is down');
      }
      @HttpTrigger() join(@WebPubSub({ hub: '{query.hub}' }) _out: AsyncCollector): void {}
    }
    const host = createTestHost({ controllers: [Wrong] });
    const answers = [await host.connected('chat'), await host.http('join')];
    expect(answers.map(({ status }) => status)).to.deep.equal([200, 400]);
    const thrown = answers.map((answer) => messageOf(() => answer.orThrow()));
    expect(thrown[0]).to.include('the database is down');
    expect(thrown[1]).to.include('{query.hub}');
  });

  it('throws nothing where a function refuses on purpose, by what it returns or throws', async () => {
    const gone = Object.assign(new Error('gone'), { status: 410, expose: true });
    const refusals: Error[] = [new UnauthorizedError('not you'), gone];
    class Strict {
      @WebPubSubTrigger('chat', 'user', 'say') say(): never {
        throw refusals.shift() ?? new Error('nothing is left');
      }
    }
    const host = createTestHost({ controllers: [Chat, Strict] });
    const refused = [await host.connect('chat', { userId: 'mallory' })];
    refused.push(await host.userEvent('chat', 'say'), await host.userEvent('chat', 'say'));
    const seen = refused.map((answer) => [answer.orThrow().status, answer.error]);
    expect(seen).to.deep.equal([401, 401, 410].map((status) => [status, undefined]));
  });

  it('tells of what nobody answers what there is instead, and the wire only that', async () => {
    const host = createTestHost({ controllers: [Chat], log: silentLogger });
    const answers = [await host.connect('chta'), await host.userEvent('chat', 'mesage'), await host.connected('chat')];
    expect(answers.map(({ status }) => status)).to.deep.equal([404, 404, 404]);
    const errors = answers.map(({ error }) => String(error));
    expect(errors[0]).to.include('other hubs: chat (did you mean "chat"?)');
    expect(errors[1]).to.include('message, fail (did you mean "message"?)');
    expect(errors[2]).to.include('connect, disconnected');
    expect(answers[1]?.body).to.equal('No function answers user event "mesage" of hub chat.');
    expect(() => answers[2]?.orThrow()).to.throw('No function answers system event "connected" of hub chat.');
  });

  it('answers an HTTP function by its name, its method or its route', async () => {
    const host = createTestHost({ controllers: [Chat] });
    for (const name of ['Chat.login', 'login', 'rooms/{room}/login']) {
      const { body } = await host.http(name, { query: { user: 'ann' }, params: { room: 'red' } });
      expect(body).to.have.property('baseUrl', 'ws://localhost/client/hubs/chat');
    }
    expect((await host.http('login', { params: { room: 'red' } })).status).to.equal(400);
  });

  it('answers 404 for an event without a function, and names the HTTP functions there are', async () => {
    const host = createTestHost({ controllers: [Chat], log: silentLogger });
    expect((await host.userEvent('chat', 'shout')).status).to.equal(404);
    const failed = await host.http('logout').catch((error: unknown) => String(error));
    expect(failed).to.include('"logout"').and.include('Chat.login');
  });

  it('keeps the outputs of events that run at once apart', async () => {
    const host = createTestHost({ controllers: [Chat] });
    const connections = ['c1', 'c2', 'c3'];
    const answers = await Promise.all(
      connections.map((connectionId) => host.userEvent('chat', 'message', { connectionId, ...text(connectionId) })),
    );
    expect(answers.map(({ outputs }) => outputs[0]?.data)).to.deep.equal(connections);
  });

  it('refuses what bootstrap refuses, and takes its options', async () => {
    class Wrong {
      @WebPubSubTrigger('chat', 'system', 'connect') connect(
        @WebPubSub({ hub: '%Nowhere%' }) _out: AsyncCollector,
      ): void {}
    }
    expect(codeOf(() => createTestHost({ controllers: [Wrong] }))).to.equal('WPS_SETTING_MISSING');
    const host = createTestHost({ controllers: [Wrong], settings: { Nowhere: 'lobby' } });
    expect(host.functions).to.have.length(1);
    await host.close();
    const { status, error } = await host.connect('chat');
    expect(status).to.equal(503);
    expect(error).to.have.property('code', 'WPS_HOST_CLOSED');
  });
});

class Devices {
  readonly seen: unknown[] = [];

  @WebPubSubTrigger({ hub: 'chat', eventType: 'system', eventName: 'connect', clientProtocols: 'mqtt' })
  connectDevice({ mqtt, subprotocols }: MqttConnectContext) {
    if (mqtt.password?.toString() !== 'pass') return { mqtt: { code: mqtt.protocolVersion === 5 ? 135 : 5 } };
    return { userId: mqtt.username ?? '', mqtt: { userProperties: [{ name: 'offers', value: subprotocols.join() }] } };
  }

  @WebPubSubTrigger({ hub: 'chat', eventType: 'system', eventName: 'connect', clientProtocols: 'webPubSub' })
  connectBrowser() {
    return { userId: 'browser' };
  }

  @WebPubSubTrigger('chat', 'system', 'connected') connected(context: InvocationContext): void {
    this.#see(context);
  }

  @WebPubSubTrigger('chat', 'user', 'message') message(context: InvocationContext): void {
    this.#see(context);
  }

  @WebPubSubTrigger({ hub: 'chat', eventType: 'system', eventName: 'disconnected', clientProtocols: 'mqtt' })
  disconnected({ mqtt, reason }: MqttDisconnectedContext): void {
    this.seen.push({ mqtt, reason });
  }

  #see({ eventName, userId, subprotocol, physicalConnectionId, sessionId }: InvocationContext): void {
    this.seen.push([eventName, userId, subprotocol, physicalConnectionId, sessionId]);
  }
}

describe('an MQTT client of a test host', () => {
  it('connects by its packet, and is known as such from then on', async () => {
    const devices = new Devices();
    const host = createTestHost({ controllers: [devices] });
    const { status, body } = await host.connect('chat', { mqtt: { username: 'ann', password: 'pass' } });
    expect([status, body]).to.deep.equal([
      200,
      { userId: 'ann', mqtt: { userProperties: [{ name: 'offers', value: 'mqtt' }] } },
    ]);
    await host.connected('chat');
    await host.userEvent('chat', 'message', { data: 'hi' });
    await host.disconnected('chat', {
      reason: 'bye',
      mqtt: { initiatedByClient: true, disconnectPacket: { code: 4, userProperties: [] } },
    });
    expect(devices.seen).to.deep.equal([
      ['connected', 'ann', 'mqtt', 'physical1', 'session1'],
      ['message', 'ann', 'mqtt', 'physical1', 'session1'],
      { mqtt: { initiatedByClient: true, disconnectPacket: { code: 4, userProperties: [] } }, reason: 'bye' },
    ]);
  });

  it('is refused in the words of its version', async () => {
    const host = createTestHost({ controllers: [Devices] });
    for (const [protocolVersion, code] of [
      [4, 5],
      [5, 135],
    ] as const) {
      const { status, body } = await host.connect('chat', { mqtt: { protocolVersion } });
      expect([status, body]).to.deep.equal([401, { mqtt: { code } }]);
    }
    expect(host.service.has('chat', 'connection1')).to.equal(false);
  });

  it('is told apart from another client by clientProtocols', async () => {
    const host = createTestHost({ controllers: [Devices] });
    expect((await host.connect('chat')).body).to.deep.equal({ userId: 'browser' });
  });
});

describe('what a test host tells beside an answer', () => {
  it('is what was logged, for each event and in all', async () => {
    const host = createTestHost({ controllers: [Chat], log: silentLogger });
    const { lines } = await host.userEvent('chat', 'fail');
    expect(lines.map(({ level, message }) => [level, message])).to.deep.equal([
      ['info', 'seen'],
      ['error', 'Chat.fail failed.'],
    ]);
    await host.userEvent('chat', 'shout');
    expect(host.lines.at(-1)?.message).to.include('No function answers');
  });

  it('is when the work is done that functions left, and how it failed', async () => {
    const work = ['done', 'failed'] as const;
    @Hub('chat')
    class Late {
      @WebPubSubTrigger() message(context: UserEventContext<string>, @WebPubSub() out: AsyncCollector): void {
        context.waitUntil(this.#work(context.data, out));
      }
      async #work(outcome: string, out: AsyncCollector): Promise<void> {
        await new Promise((resolve) => setImmediate(resolve));
        if (outcome === 'failed') throw new Error('no answer of the model');
        await out.add({ message: outcome });
      }
    }
    const host = createTestHost({ controllers: [Late] });
    const { outputs } = await host.userEvent('chat', 'message', { data: work[0] });
    await host.settled();
    expect(outputs.map(({ data }) => data)).to.deep.equal(['done']);
    await host.userEvent('chat', 'message', { data: work[1] });
    expect(await host.settled().catch(String)).to.equal('Error: no answer of the model');
    expect((await host.userEvent('chat', 'message', { data: work[0] })).status).to.equal(204);
  });
});

describe('a connection of a test host', () => {
  it('that connect refused is warned of when it goes on, until it is let in', async () => {
    const host = createTestHost({ controllers: [Chat], log: silentLogger });
    const refused = { userId: 'mallory', connectionId: 'c1' };
    await host.connect('chat', refused);
    const { lines } = await host.userEvent('chat', 'message', { ...refused, ...text('hi') });
    expect(lines[0]?.message).to.equal(
      'userEvent("chat", "message"): connection "c1" was refused by connect (401: "not you"), so the service would send no event of it.',
    );
    const warned = host.lines.filter(({ level }) => level === 'warn').length;
    await host.userEvent('chat', 'message', text('hi'));
    await host.connect('chat', refused);
    await host.connect('chat', { connectionId: 'c1' });
    await host.userEvent('chat', 'message', { connectionId: 'c1', ...text('hi') });
    expect(host.lines.filter(({ level }) => level === 'warn')).to.have.length(warned);
  });

  it('is who connect said it is, unless an event says another', async () => {
    const seen: unknown[] = [];
    @Hub('chat')
    class Who {
      @WebPubSubTrigger() connect() {
        return { userId: 'ann', subprotocol: 'json.webpubsub.azure.v1' };
      }
      @WebPubSubTrigger() message({ userId, subprotocol, id }: UserEventContext): void {
        seen.push([userId, subprotocol, id]);
      }
    }
    const host = createTestHost({ controllers: [Who], verify: true });
    await host.connect('chat', { subprotocols: ['json.webpubsub.azure.v1'] });
    await host.userEvent('chat', 'message');
    await host.userEvent('chat', 'message', { userId: 'bob' });
    expect(seen).to.deep.equal([
      ['ann', 'json.webpubsub.azure.v1', '1'],
      ['bob', 'json.webpubsub.azure.v1', '2'],
    ]);
  });

  it('rejects what no client could send', async () => {
    const host = createTestHost({ controllers: [Chat] });
    const typo: object = { usreId: 'ann' };
    expect(await host.userEvent('chat', 'message', typo).catch(String)).to.include('did you mean "userId"?');
  });
});

describe('the time of a test host', () => {
  it('is that of the clock it was given, and of its service', () => {
    const clock = new VirtualClock();
    const host = createTestHost({ controllers: [Chat], clock });
    expect([host.clock, host.service.clock]).to.deep.equal([clock, clock]);
    expect(createTestHost({ controllers: [Chat], clock, service: host.service }).clock).to.equal(clock);
    const none: object = { clock: Date };
    expect(codeOf(() => createTestHost(none))).to.equal('WPS_TEST_VALUE');
    expect(codeOf(() => createTestHost({ clock, service: new FakeService() }))).to.equal('WPS_TEST_VALUE');
  });

  const never = new Promise<never>(() => undefined);
  let signal: AbortSignal | undefined;
  class Slow {
    @WebPubSubTrigger('chat', 'user', 'hang') hang(): Promise<never> {
      return never;
    }
    @WebPubSubTrigger('chat', 'user', 'goOn') goOn(context: UserEventContext): string {
      ({ signal } = context);
      context.waitUntil(never);
      return context.time.toISOString();
    }
    @HttpTrigger() login(
      @WebPubSubConnection({ hub: 'chat', userId: '{sys.utcNow}' }) { accessToken }: WebPubSubConnection,
    ) {
      return accessToken;
    }
  }

  it('is moved to a deadline, or skips there', async () => {
    const host = createTestHost({ controllers: [Slow], log: silentLogger });
    const answer = host.userEvent('chat', 'hang');
    await host.clock.advance('30s');
    const skipped = await host.clock.skip(() => host.userEvent('chat', 'hang'));
    expect([(await answer).status, skipped.status]).to.deep.equal([500, 500]);
    expect(skipped.error).to.have.property('code', 'WPS_DEADLINE');
  });

  it('is that of events, expressions and tokens', async () => {
    const host = createTestHost({ controllers: [Slow], log: silentLogger });
    await host.clock.advance('365d');
    const near = host.clock.now();
    const token = String((await host.http('login')).body).split('.')[1] ?? '';
    const { sub, exp } = JSON.parse(Buffer.from(token, 'base64url').toString()) as { sub: string; exp: number };
    const { body } = await host.userEvent('chat', 'goOn');
    const times = [Date.parse(String(body)), Date.parse(sub), exp * 1_000 - 3_600_000];
    for (const time of times) expect(time).to.be.closeTo(near, 5_000);
    await host.clock.skip(host.close());
  });

  it('ends the wait of close for work after an answer, which is aborted then', async () => {
    const host = createTestHost({ controllers: [Slow], log: silentLogger });
    await host.userEvent('chat', 'goOn');
    expect(signal?.aborted).to.equal(false);
    await host.clock.skip(() => host.close());
    expect(signal?.reason).to.have.property('code', 'WPS_CLOSE_TIMEOUT');
  });
});
