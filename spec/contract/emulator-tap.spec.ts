import { expect } from 'chai';
import type { Emulator, TapEntry } from '../../lib/emulator/index.js';
import { accessToken } from '../support/access-token.js';
import { withEmulator, type EmulatorStory } from '../support/emulator-story.js';
import { WebSocketClient } from '../support/web-socket-client.js';

/** What was told of a story, once the emulator is closed. */
async function told(
  run: (story: EmulatorStory) => Promise<void>,
  ...[answer, options]: [Parameters<typeof withEmulator>[1]?, Parameters<Emulator['events']>[0]?]
): Promise<readonly TapEntry[]> {
  const entries: TapEntry[] = [];
  let reading: Promise<void> | undefined;
  await withEmulator(async (story) => {
    const events = story.emulator.events(options);
    reading = (async () => {
      for await (const entry of events) entries.push(entry);
    })();
    await run(story);
  }, answer);
  await reading;
  return entries;
}

const sendToAll = async ({ emulator, host }: EmulatorStory, key?: string): Promise<number> => {
  const url = `http://${host}/api/hubs/chat/:send`;
  const authorization = `Bearer ${accessToken({ aud: url }, ...(key === undefined ? [] : [key]))}`;
  const headers = { authorization, 'content-type': 'text/plain' };
  return (await fetch(`${emulator.url}/api/hubs/chat/:send`, { method: 'POST', headers, body: 'all' })).status;
};

const whats = (entries: readonly TapEntry[]): string[] => entries.map(({ what }) => what);

describe('the tap of the emulator', () => {
  it('ties a frame to its event, the answer, the reply and the ack', async () => {
    const entries = await told(
      async ({ json }) => {
        const client = await json();
        client.socket.send('{"type":"event","event":"greet","ackId":1,"dataType":"text","data":"hi"}');
        expect(await client.nextJson()).to.include({ data: 'hello' });
        await client.nextJson();
        await client.close();
      },
      (request) => (request.event === 'greet' ? { headers: { 'content-type': 'text/plain' }, body: 'hello' } : {}),
    );
    const frame = entries.find(({ what }) => what === 'frame.received');
    expect(frame).to.include({ hub: 'chat', type: 'event', event: 'greet', ackId: 1, bytes: 72 });
    const brought = entries.filter(({ cause }) => cause === frame?.id && cause !== undefined);
    expect(whats(brought)).to.deep.equal([
      'event.handler',
      'event.validation',
      'event.sent',
      'event.answered',
      'frame.sent',
      'frame.sent',
    ]);
    expect(brought.map((entry) => ('type' in entry ? entry.type : '')).slice(-2)).to.deep.equal(['message', 'ack']);
  });

  it('tells the life of a client under the id of its handshake', async () => {
    const entries = await told(async ({ json }) => (await json({ sub: 'ann', 'webpubsub.group': 'g' })).close());
    const asks = entries.find(({ what }) => what === 'client.asks');
    const brought = whats(entries.filter(({ cause }) => cause === asks?.id));
    expect(brought.filter((what) => !what.startsWith('event.'))).to.deep.equal([
      'client.opened',
      'frame.sent',
      'group.joined',
    ]);
    expect(entries.find(({ what }) => what === 'client.opened')).to.include({ userId: 'ann', isReliable: false });
    expect(whats(entries)).to.include.members(['group.left', 'client.ended']);
  });

  it('tells what comes of the end of a client under the id of that end', async () => {
    const entries = await told(async ({ json }) => (await json()).close());
    const ended = entries.find(({ what }) => what === 'client.ended');
    expect(ended?.cause).to.equal(undefined);
    expect(whats(entries.filter(({ cause }) => cause === ended?.id))).to.include.members([
      'event.handler',
      'event.sent',
    ]);
  });

  it('says why a client is refused, why a frame is not done, and why no handler takes an event', async () => {
    const entries = await told(async ({ emulator, host, json }) => {
      await WebSocketClient.refused(`ws://${host}/client/hubs/chat`);
      await WebSocketClient.refused(`ws://${host}/nowhere`);
      const handle = () => ({ status: 204 });
      emulator.setHub('chat', { eventHandlers: [{ handle, userEventPattern: 'other' }] });
      const client = await json();
      await client.ask({ type: 'joinGroup', group: 'g', ackId: 1 });
      await client.ask({ type: 'event', event: 'message', data: 1, ackId: 2 });
      client.socket.send('{');
      await client.closed;
    });
    const reasons = entries.flatMap((entry) =>
      'why' in entry && entry.why !== undefined ? [`${entry.what}: ${entry.why}`] : [],
    );
    expect(reasons).to.include.members([
      'client.refused: There is no access token, and the hub does not allow anonymous clients.',
      'client.refused: Clients connect to /client/hubs/{hub}.',
      "frame.failed: The client does not have permission to join group 'g'.",
      'event.handler: no handler: pattern `other` does not match `message`',
      'frame.refused: The client message is not a valid JSON protocol message.',
    ]);
  });

  it('names a hub in small letters, however a client spells it', async () => {
    const entries = await told(async ({ host }) => {
      await WebSocketClient.refused(`ws://${host}/client/hubs/CHAT`);
      const query = 'awps_connection_id=c&awps_reconnection_token=t';
      await (
        await WebSocketClient.open(`ws://${host}/client/hubs/CHAT?${query}`)
      ).closed;
    });
    expect(whats(entries)).to.include.members(['client.asks', 'client.refused', 'client.notRecovered']);
    expect(entries.map((entry) => ('hub' in entry ? entry.hub : 'none'))).to.deep.equal(entries.map(() => 'chat'));
  });

  it('ties a call to its deliveries, and says why one is refused', async () => {
    const entries = await told(async (story) => {
      const client = await story.json();
      expect(await sendToAll(story)).to.equal(202);
      await client.next();
      expect(await sendToAll(story, 'x'.repeat(40))).to.equal(401);
      await client.close();
    });
    const [taken, refused] = entries.filter(({ what }) => what === 'rest.called');
    expect(taken).to.include({ operation: 'sendToAll', path: '/api/hubs/chat/:send' });
    expect(whats(entries.filter(({ cause }) => cause === taken?.id))).to.deep.equal(['frame.sent', 'rest.answered']);
    const answer = entries.find(({ cause }) => cause === refused?.id);
    expect(answer).to.include({ status: 401 }).and.have.property('why').that.includes('The signature is invalid.');
  });

  it('tells every call, also one by identity and one that nothing answers', async () => {
    const entries = await told(async ({ emulator }) => {
      const { IDENTITY_ENDPOINT, IDENTITY_HEADER } = emulator.identity.environment;
      await fetch(`${IDENTITY_ENDPOINT}?resource=api://app`, { headers: { 'x-identity-header': IDENTITY_HEADER } });
      await fetch(`${emulator.url}/hubs/chat/:send`, { method: 'POST' });
    });
    expect(entries.map(({ time: _, ...entry }) => entry)).to.deep.equal([
      { id: 1, what: 'rest.called', method: 'GET', path: '/00000000-0000-4000-8000-000000000001/msi/token' },
      { id: 2, what: 'rest.answered', cause: 1, status: 200 },
      { id: 3, what: 'rest.called', method: 'POST', path: '/hubs/chat/:send' },
      { id: 4, what: 'rest.answered', cause: 3, status: 404 },
    ]);
  });

  it('tells a recovery, and what was kept meanwhile', async () => {
    const entries = await told(async (story) => {
      const client = await WebSocketClient.open(story.clientUrl(), ['json.reliable.webpubsub.azure.v1']);
      const { connectionId, reconnectionToken } = await client.nextJson();
      client.socket.terminate();
      await client.closed;
      await sendToAll(story);
      const query = `awps_connection_id=${String(connectionId)}&awps_reconnection_token=${String(reconnectionToken)}`;
      const again = await WebSocketClient.open(`ws://${story.host}/client/hubs/chat?${query}`, [
        'json.reliable.webpubsub.azure.v1',
      ]);
      await again.next();
      await again.next();
      await again.close();
    });
    const life = whats(entries).filter((what) => /client\.(lost|recovered|ended)|message/.test(what));
    expect(life).to.deep.equal(['client.lost', 'message.kept', 'client.recovered', 'client.ended']);
  });

  it('never has a key, a token or what users wrote', async () => {
    const secrets: string[] = [];
    const entries = await told(async (story) => {
      const url = story.clientUrl({}, '&code=hidden');
      secrets.push(url.split('access_token=')[1]?.split('&')[0] ?? '', story.emulator.connectionString.slice(40, 70));
      const client = await WebSocketClient.open(url, ['json.reliable.webpubsub.azure.v1']);
      secrets.push(String((await client.nextJson())['reconnectionToken']));
      await client.ask({ type: 'event', event: 'e', dataType: 'text', data: 'private words', ackId: 1 });
      await client.close();
    });
    const text = JSON.stringify(entries);
    expect(secrets.filter((secret) => secret.length < 10)).to.deep.equal([]);
    for (const secret of [...secrets, 'private words', 'hidden']) expect(text).to.not.include(secret);
  });

  it('has what users wrote for those who ask', async () => {
    const entries = await told(
      async ({ json }) => {
        const client = await json();
        await client.ask({ type: 'event', event: 'e', dataType: 'text', data: 'words', ackId: 1 });
        await client.close();
      },
      undefined,
      { contents: true },
    );
    const frame = entries.find(({ what }) => what === 'frame.received');
    expect(frame).to.deep.include({ message: { dataType: 'text', data: 'words' } });
  });
});
