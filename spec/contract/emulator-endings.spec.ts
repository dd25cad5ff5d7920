import { expect } from 'chai';
import { withEmulator, type EmulatorStory } from '../support/emulator-story.js';
import { call } from '../support/rest-call.js';
import { WebSocketClient } from '../support/web-socket-client.js';

interface Ending {
  readonly act: (client: WebSocketClient, story: EmulatorStory, connectionId: string) => unknown;
  readonly code: number;
  /** In the close frame. */
  readonly reason: string;
  /** To the app. */
  readonly told: string;
  /** The last frame of a PubSub client. */
  readonly frame?: string;
}

const appClosed = 'Application server closed the connection.';
const longReason = 'why '.repeat(100).trim();

const endings: Readonly<Record<string, Ending>> = {
  'a close by the client': {
    act: ({ socket }) => socket.close(1000, 'bye'),
    ...{ code: 1000, reason: 'bye', told: 'bye' },
  },
  'a close by the client without a reason': {
    act: ({ socket }) => socket.close(1000),
    ...{ code: 1000, reason: '', told: '' },
  },
  'a close by the app': {
    act: (_, story, id) => call(story, 'DELETE', `/api/hubs/chat/connections/${id}`),
    ...{ code: 1000, reason: '', told: appClosed },
    frame: `{"type":"system","event":"disconnected","message":"${appClosed}"}`,
  },
  'a close by the app for a reason longer than a close frame': {
    act: (_, story, id) =>
      call(story, 'DELETE', `/api/hubs/chat/connections/${id}?reason=${encodeURIComponent(longReason)}`),
    ...{ code: 1000, reason: '', told: `${appClosed} Reason: ${longReason}` },
    frame: `{"type":"system","event":"disconnected","message":"${appClosed} Reason: ${longReason}"}`,
  },
  'a message over 1 MiB': {
    act: ({ socket }) => socket.send('x'.repeat(1024 * 1024 + 1)),
    ...{ code: 1009, reason: 'The client message is too large.', told: 'The client message is too large.' },
  },
};

const kinds: Readonly<Record<string, string[]>> = {
  'a simple client': [],
  'a JSON client': ['json.webpubsub.azure.v1'],
  'a reliable JSON client': ['json.reliable.webpubsub.azure.v1'],
};

/** Everything that comes until the WebSocket is closed. */
async function lastFrameOf(client: WebSocketClient): Promise<string | undefined> {
  const frames: string[] = [];
  client.socket.on('message', (data: Buffer) => frames.push(data.toString('utf8')));
  await client.closed;
  return frames.at(-1);
}

describe('the end of a connection', () => {
  for (const [kind, subprotocols] of Object.entries(kinds)) {
    for (const [what, { act, code, reason, told, frame }] of Object.entries(endings)) {
      it(`of ${kind} by ${what} is told to it and, once, to the app`, () =>
        withEmulator(async (story) => {
          const { app, emulator, clientUrl } = story;
          const client = await WebSocketClient.open(clientUrl({ sub: 'ann' }), subprotocols);
          if (subprotocols.length > 0) await client.next();
          const { headers } = await app.seen('connected');
          const last = lastFrameOf(client);
          await act(client, story, String(headers['ce-connectionid']));
          expect(await client.closed).to.deep.equal({ code, reason });
          expect(await last).to.equal(subprotocols.length > 0 ? frame : undefined);
          const seen = await app.seen('disconnected');
          expect(seen.headers).to.include({ 'ce-userid': 'ann', 'ce-id': '2' });
          expect(JSON.parse(seen.body)).to.deep.equal({ reason: told });
          await emulator.close();
          expect(app.events.filter((event) => event === 'disconnected')).to.have.length(1);
        }));
    }
  }

  it('harms nobody who answers a notification with 400', () =>
    withEmulator(
      async ({ json }) => {
        const client = await json();
        expect(await client.ask({ type: 'ping' })).to.deep.equal({ type: 'pong' });
        await client.close();
      },
      ({ event }) => (event === 'connected' || event === 'disconnected' ? { status: 400 } : {}),
    ));
});
