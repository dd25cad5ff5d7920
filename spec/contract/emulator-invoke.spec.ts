import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import {
  WebPubSubClient,
  WebPubSubJsonProtocol,
  WebPubSubJsonReliableProtocol,
  type InvocationError,
} from '@azure/web-pubsub-client';
import { expect } from 'chai';
import Koa from 'koa';
import { BadRequestError, bootstrap, defineFunction } from '../../lib/index.js';
import { withEmulator, type EmulatorStory } from '../support/emulator-story.js';
import { protobufProtocol, protobufReliableProtocol } from '../support/protobuf-protocol.js';
import { recordingLog } from '../support/recording-log.js';
import type { AnswerEvent } from '../support/recording-app.js';
import { WebSocketClient } from '../support/web-socket-client.js';

const protocols = {
  json: WebPubSubJsonProtocol,
  'json.reliable': WebPubSubJsonReliableProtocol,
  protobuf: protobufProtocol,
  'protobuf.reliable': protobufReliableProtocol,
};

/** A started client of the real SDK. */
async function start(
  { clientUrl }: EmulatorStory,
  protocol = WebPubSubJsonReliableProtocol(),
): Promise<WebPubSubClient> {
  const options = { protocol, keepAliveIntervalInMs: 0, keepAliveTimeoutInMs: 0, autoReconnect: false };
  const client = new WebPubSubClient({ getClientAccessUrl: clientUrl({ sub: 'ann' }) }, options);
  const connected = new Promise((resolve) => client.on('connected', resolve));
  await client.start();
  await connected;
  return client;
}

async function stop(client: WebPubSubClient): Promise<void> {
  const stopped = new Promise<void>((resolve) => client.on('stopped', () => resolve()));
  client.stop();
  await stopped;
}

/** What an invocation is rejected with. */
async function failureOf(invocation: Promise<unknown>): Promise<InvocationError> {
  try {
    await invocation;
  } catch (error) {
    return error as InvocationError;
  }
  return expect.fail('it did not fail');
}

/** An app that keeps the event `slow` until the gate is opened. */
function gatedApp() {
  const gate: { open: () => void } = { open: () => undefined };
  const opened = new Promise<void>((resolve) => (gate.open = resolve));
  const answer: AnswerEvent = async ({ event }) => {
    if (event === 'slow') await opened;
    return event === 'quick' ? { headers: { 'Content-Type': 'text/plain' }, body: 'done' } : {};
  };
  return { gate, answer };
}

for (const [name, protocol] of Object.entries(protocols)) {
  describe(`invokeEvent of @azure/web-pubsub-client with ${name} against the emulator`, () => {
    it('resolves to the answer of the app, which is no message', () =>
      withEmulator(
        async (story) => {
          const client = await start(story, protocol());
          const messages: unknown[] = [];
          client.on('server-message', (message) => messages.push(message));
          expect(await client.invokeEvent('add', { a: 1 }, 'json')).to.deep.equal({
            ...{ invocationId: '1', dataType: 'json', data: { a: 1 } },
          });
          expect(messages).to.deep.equal([]);
          await stop(client);
        },
        ({ event, body }) => (event === 'add' ? { headers: { 'Content-Type': 'application/json' }, body } : {}),
      ));

    it('rejects with what the app says no with', () =>
      withEmulator(
        async (story) => {
          const client = await start(story, protocol());
          const { errorDetail } = await failureOf(client.invokeEvent('add', 'x', 'text'));
          expect(errorDetail).to.deep.equal({ name: 'BadRequest', message: 'numbers only' });
          await stop(client);
        },
        ({ event }) =>
          event === 'add' ? { status: 400, headers: { 'Content-Type': 'text/plain' }, body: 'numbers only' } : {},
      ));
  });
}

describe('an invocation of the emulator', () => {
  it('is a user event like any other', () =>
    withEmulator(async (story) => {
      const client = await start(story);
      await client.invokeEvent('add', 'x', 'text');
      const { headers, body } = await story.app.seen('add');
      expect(headers).to.include({ 'ce-type': 'azure.webpubsub.user.add', 'ce-userid': 'ann' });
      expect([headers['content-type'], body]).to.deep.equal(['text/plain; charset=utf-8', 'x']);
      await stop(client);
    }));

  it('does not keep later frames waiting', () => {
    const { gate, answer } = gatedApp();
    return withEmulator(async (story) => {
      const client = await start(story);
      const slow = client.invokeEvent('slow', '', 'text');
      expect(await client.invokeEvent('quick', '', 'text')).to.include({ data: 'done' });
      gate.open();
      expect(await slow).to.include({ invocationId: '1', data: undefined });
      await stop(client);
    }, answer);
  });

  it('that the client cancels is called off at the app, and its id is free', () => {
    const { gate, answer } = gatedApp();
    return withEmulator(async (story) => {
      const client = await start(story);
      const controller = new AbortController();
      const cancelled = failureOf(
        client.invokeEvent('slow', '', 'text', { invocationId: 'a', abortSignal: controller.signal }),
      );
      await story.app.seen('slow');
      controller.abort();
      expect(await cancelled).to.have.property('message', 'Invocation cancelled by abortSignal.');
      expect(await client.invokeEvent('quick', '', 'text', { invocationId: 'a' })).to.include({ data: 'done' });
      gate.open();
      await stop(client);
    }, answer);
  });

  it('ends with its WebSocket: a reliable client that comes back gets no answer to it', () => {
    const { gate, answer } = gatedApp();
    return withEmulator(async ({ app, clientUrl, host, warnings }) => {
      const reliable = ['json.reliable.webpubsub.azure.v1'];
      const client = await WebSocketClient.open(clientUrl(), reliable);
      const { connectionId, reconnectionToken } = await client.nextJson();
      client.socket.send('{"type":"invoke","invocationId":"1","target":"event","event":"slow"}');
      await app.seen('slow');
      client.socket.terminate();
      const recovery = `awps_connection_id=${String(connectionId)}&awps_reconnection_token=${String(reconnectionToken)}`;
      const again = await WebSocketClient.open(`ws://${host}/client/hubs/chat?${recovery}`, reliable);
      await again.next();
      gate.open();
      again.socket.send('{"type":"invoke","invocationId":"1","target":"event","event":"quick"}');
      expect(await again.nextJson()).to.include({ type: 'invokeResponse', data: 'done' });
      expect(warnings).to.deep.equal([]);
    }, answer);
  });

  it('that no handler takes is NotFound', () =>
    withEmulator(
      async (story) => {
        const client = await start(story);
        const { errorDetail } = await failureOf(client.invokeEvent('add', 'x', 'text'));
        expect(errorDetail).to.deep.equal({ name: 'NotFound', message: "No event handler takes the event 'add'." });
        await stop(client);
      },
      undefined,
      { hubs: {} },
    ));

  it('has an id of its own among those under way', () => {
    const { gate, answer } = gatedApp();
    return withEmulator(async ({ json, app }) => {
      const client = await json();
      client.socket.send('{"type":"invoke","invocationId":"1","target":"event","event":"slow"}');
      await app.seen('slow');
      client.socket.send('{"type":"invoke","invocationId":"1","target":"event","event":"quick"}');
      expect(await client.next()).to.equal(
        '{"type":"invokeResponse","invocationId":"1","success":false,"error":{"name":"BadRequest","message":"The invocation \'1\' is under way already."}}',
      );
      gate.open();
      expect(await client.next()).to.equal('{"type":"invokeResponse","invocationId":"1","success":true}');
    }, answer);
  });
});

describe('an invocation of a function of the framework', () => {
  const functions = [
    defineFunction({ trigger: { hub: 'chat', eventType: 'user', eventName: 'add' } }, (context) => {
      if (!Array.isArray(context.data)) throw new BadRequestError('numbers only');
      const numbers = context.data as readonly number[];
      return { sum: numbers.reduce((sum, number) => sum + number, 0) };
    }),
  ];

  it('gets what the function returned, or its no', () =>
    withEmulator(async (story) => {
      const { log } = recordingLog();
      const app = new Koa();
      const host = bootstrap(app, {
        ...{ functions, log },
        settings: { WebPubSubConnectionString: story.emulator.connectionString },
      });
      const server = app.listen(0, '127.0.0.1');
      await once(server, 'listening');
      const { port } = server.address() as AddressInfo;
      const urlTemplate = `http://127.0.0.1:${String(port)}${host.eventHandlerPath('chat')}`;
      story.emulator.setHub('chat', { eventHandlers: [{ urlTemplate, userEventPattern: '*' }] });
      const client = await start(story);
      expect(await client.invokeEvent('add', [1, 2, 3], 'json')).to.deep.include({ data: { sum: 6 } });
      const { errorDetail } = await failureOf(client.invokeEvent('add', 'x', 'text'));
      expect(errorDetail).to.deep.equal({ name: 'BadRequest', message: 'numbers only' });
      await stop(client);
      await host.close();
      server.close();
      server.closeAllConnections();
    }));
});
