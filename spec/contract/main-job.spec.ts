import { once } from 'node:events';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { WebPubSubClient, WebPubSubJsonProtocol } from '@azure/web-pubsub-client';
import type { OnServerDataMessageArgs } from '@azure/web-pubsub-client';
import { expect } from 'chai';
import Koa from 'koa';
import { startEmulator } from '../../lib/emulator/index.js';
import type { Emulator } from '../../lib/emulator/index.js';
import {
  BadRequestError,
  bootstrap,
  FunctionName,
  HttpTrigger,
  Hub,
  WebPubSub,
  WebPubSubAction,
  WebPubSubConnection,
  WebPubSubTrigger,
} from '../../lib/index.js';
import type {
  AsyncCollector,
  ConnectContext,
  ConnectedContext,
  DisconnectedContext,
  Host,
  MessageData,
  UserEventContext,
} from '../../lib/index.js';

const presence = new EventTarget();

@Hub('chathub')
class Chat {
  @HttpTrigger({ methods: ['get'], route: 'login' })
  login(@WebPubSubConnection({ userId: '{query.userid}' }) connection: WebPubSubConnection): WebPubSubConnection {
    return connection;
  }

  @WebPubSubTrigger()
  connect(context: ConnectContext): { roles: string[]; states: { greeted: number } } | undefined {
    if (context.userId === 'mallory') {
      context.statusCode = 401;
      return undefined;
    }
    return { roles: ['webpubsub.sendToGroup.room1'], states: { greeted: 0 } };
  }

  @WebPubSubTrigger()
  connected(context: ConnectedContext): void {
    presence.dispatchEvent(new Event(`${context.userId ?? ''} came`));
  }

  @WebPubSubTrigger()
  disconnected(context: DisconnectedContext): void {
    presence.dispatchEvent(new Event(`${context.userId ?? ''} went`));
  }

  @FunctionName('chathub-message')
  @WebPubSubTrigger()
  @WebPubSub()
  broadcast(context: UserEventContext): MessageData {
    return { message: context.data };
  }

  @WebPubSubTrigger('chathub', 'user', 'join')
  async join(context: UserEventContext, @WebPubSub() out: AsyncCollector): Promise<string> {
    const { connectionId, userId = 'somebody' } = context;
    await out.add({ groupAction: 'Add', targetType: 'Connections', targetId: connectionId, groupId: 'group1' });
    await out.add(WebPubSubAction.sendToGroup('group1', `${userId} joined`));
    return 'welcome';
  }

  @WebPubSubTrigger()
  greet(context: UserEventContext<string, { greeted: number }>): { count: number } {
    context.states.greeted += 1;
    return { count: context.states.greeted };
  }

  @WebPubSubTrigger()
  fail(): never {
    // A 4xx is final; after a 5xx the service would try again for nine seconds.
    throw new BadRequestError('No.');
  }
}

const quiet = (): void => undefined;
const silent = { debug: quiet, info: quiet, warn: quiet, error: quiet };

describe('the main job: controllers, emulator and the official client', () => {
  let emulator: Emulator;
  let server: Server;
  let host: Host;
  let url: string;
  const clients: WebPubSubClient[] = [];

  before(async () => {
    emulator = await startEmulator({ port: 0 });
    const app = new Koa();
    const settings = { WebPubSubConnectionString: emulator.connectionString };
    host = bootstrap(app, { controllers: [Chat], settings, log: silent });
    server = app.listen(0, 'localhost');
    await once(server, 'listening');
    url = `http://localhost:${String((server.address() as AddressInfo).port)}`;
    const urlTemplate = `${url}${host.eventHandlerPath('chathub')}`;
    emulator.setHub('chathub', {
      eventHandlers: [{ urlTemplate, userEventPattern: '*', systemEvents: ['connect', 'connected', 'disconnected'] }],
    });
  });

  after(async () => {
    for (const client of clients) client.stop();
    await host.close();
    server.close();
    server.closeAllConnections();
    await emulator.close();
  });

  async function start(userId: string): Promise<WebPubSubClient> {
    const getClientAccessUrl = async (): Promise<string> => {
      const response = await fetch(`${url}/login?userid=${userId}`);
      return ((await response.json()) as { url: string }).url;
    };
    const protocol = WebPubSubJsonProtocol();
    const options = { protocol, autoReconnect: false, messageRetryOptions: { maxRetries: 0 } };
    const client = new WebPubSubClient(
      { getClientAccessUrl },
      { ...options, keepAliveIntervalInMs: 0, keepAliveTimeoutInMs: 0 },
    );
    clients.push(client);
    const connected = new Promise((resolve) => {
      client.on('connected', resolve);
    });
    await client.start();
    await connected;
    return client;
  }

  function next(client: WebPubSubClient): Promise<unknown> {
    return new Promise((resolve) => {
      const listener = ({ message }: OnServerDataMessageArgs): void => {
        client.off('server-message', listener);
        resolve(message.data);
      };
      client.on('server-message', listener);
    });
  }

  async function nameOfError(failing: Promise<unknown>): Promise<string | undefined> {
    const error: unknown = await failing.catch((reason: unknown) => reason);
    return (error as { errorDetail?: { name: string } }).errorDetail?.name;
  }

  it('broadcasts what one client says to every client', async () => {
    const [ann, bob] = [await start('ann'), await start('bob')];
    const received = [next(ann), next(bob)];
    await ann.sendEvent('message', 'hello', 'text');
    expect(await Promise.all(received)).to.deep.equal(['hello', 'hello']);
  });

  it('joins the group before it sends to it, and answers the caller', async () => {
    const cid = await start('cid');
    const inGroup = new Promise((resolve) => {
      cid.on('group-message', ({ message }) => {
        resolve([message.group, message.data]);
      });
    });
    const answer = next(cid);
    await cid.sendEvent('join', '', 'text');
    expect(await Promise.all([inGroup, answer])).to.deep.equal([['group1', 'cid joined'], 'welcome']);
  });

  it('carries the state of a connection from event to event', async () => {
    const dan = await start('dan');
    const first = next(dan);
    await dan.sendEvent('greet', '', 'text');
    expect(await first).to.deep.equal({ count: 1 });
    const second = next(dan);
    await dan.sendEvent('greet', '', 'text');
    expect(await second).to.deep.equal({ count: 2 });
  });

  it('grants the roles of the connect answer and no other', async () => {
    const eve = await start('eve');
    await eve.sendToGroup('room1', 'hi', 'text');
    expect(await nameOfError(eve.sendToGroup('room2', 'hi', 'text'))).to.equal('Forbidden');
  });

  it('rejects whom connect rejects', async () => {
    const error: unknown = await start('mallory').catch((reason: unknown) => reason);
    expect(String(error)).to.include('401');
  });

  it('keeps a failing handler to itself, and the connection open', async () => {
    const fay = await start('fay');
    expect(await nameOfError(fay.sendEvent('fail', '', 'text'))).to.equal('InternalServerError');
    const echoed = next(fay);
    await fay.sendEvent('message', 'still here', 'text');
    expect(await echoed).to.equal('still here');
  });

  it('tells of those who come and go', async () => {
    const [came, went] = [once(presence, 'gus came'), once(presence, 'gus went')];
    const gus = await start('gus');
    await came;
    gus.stop();
    await went;
  });
});
