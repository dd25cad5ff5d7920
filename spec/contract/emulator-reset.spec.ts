import { expect } from 'chai';
import { withEmulator } from '../support/emulator-story.js';
import { WebSocketClient } from '../support/web-socket-client.js';

const reliable = ['json.reliable.webpubsub.azure.v1'];

describe('an emulator that is reset', () => {
  it('sends its clients away and knows nothing of them', () =>
    withEmulator(async ({ emulator, json }) => {
      const client = await json({ 'webpubsub.group': 'g' });
      expect(emulator.snapshot().hubs['chat']?.groups).to.have.keys('g');
      await emulator.reset();
      expect(await client.closed).to.deep.equal({ code: 1001, reason: 'The emulator was reset.' });
      expect(emulator.snapshot().hubs).to.deep.equal({});
    }));

  it('tells no app of it, and validates apps anew', () =>
    withEmulator(async ({ emulator, app, json }) => {
      await json();
      await app.seen('connected');
      await emulator.reset();
      await (await json()).close();
      await app.seen('disconnected');
      const events = ['validate', 'connect', 'connected'];
      expect(app.events).to.deep.equal([...events, ...events, 'disconnected']);
    }));

  it('recovers no connection of before', () =>
    withEmulator(async ({ emulator, host, clientUrl }) => {
      const client = await WebSocketClient.open(clientUrl(), reliable);
      const { connectionId, reconnectionToken } = await client.nextJson();
      await emulator.reset();
      const query = `awps_connection_id=${String(connectionId)}&awps_reconnection_token=${String(reconnectionToken)}`;
      const again = await WebSocketClient.open(`ws://${host}/client/hubs/chat?${query}`, reliable);
      expect(await again.closed).to.include({ code: 1008 });
    }));

  it('has the hubs of its start', () =>
    withEmulator(async ({ emulator, app, json, host }) => {
      emulator.setHub('chat', { anonymousConnectPolicy: 'allow' });
      await emulator.reset();
      await WebSocketClient.refused(`ws://${host}/client/hubs/chat`);
      await json();
      expect(app.events).to.include('connect');
    }));

  it('is over with an event that is under way', () =>
    withEmulator(
      async ({ emulator, app, json }) => {
        const client = await json();
        client.socket.send('{"type":"event","event":"slow","data":1}');
        await app.seen('slow');
        await emulator.reset();
        await client.closed;
      },
      ({ event }) => (event === 'slow' ? new Promise(() => undefined) : {}),
    ));

  it('has sent no message of its day', () =>
    withEmulator(
      async ({ emulator, json }) => {
        const send = (client: WebSocketClient) =>
          client.socket.send('{"type":"sendToGroup","group":"g","dataType":"text","data":"x"}');
        const claims = { role: 'webpubsub.sendToGroup', 'webpubsub.group': 'g' };
        send(await json(claims));
        await emulator.reset();
        const client = await json(claims);
        send(client);
        expect(await client.nextJson()).to.include({ type: 'message', data: 'x' });
      },
      undefined,
      { limits: { messagesPerDay: 1 } },
    ));

  it('leaves those who listen to what happens', () =>
    withEmulator(async ({ emulator, json }) => {
      await json();
      const events = emulator.events();
      await emulator.reset();
      await json();
      expect((await events.next()).value).to.include({ what: 'emulator.reset', connections: 1 });
      for await (const { what } of events) if (what === 'client.asks') break;
      expect(events.lost).to.equal(0);
    }));
});
