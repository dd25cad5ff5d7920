import { expect } from 'chai';
import { VirtualClock, type EmulatorLimits } from '../../lib/emulator/index.js';
import { withEmulator, type EmulatorStory } from '../support/emulator-story.js';
import { WebSocketClient } from '../support/web-socket-client.js';
import { accessToken } from '../support/access-token.js';

const send = async ({ emulator, host }: EmulatorStory, body: string): Promise<number> => {
  const authorization = `Bearer ${accessToken({ aud: `http://${host}/api/hubs/chat/:send`, exp: 4_000_000_000 })}`;
  const headers = { authorization, 'content-type': 'text/plain' };
  return (await fetch(`${emulator.url}/api/hubs/chat/:send`, { method: 'POST', headers, body })).status;
};

function limited(limits: EmulatorLimits, story: (given: EmulatorStory) => Promise<void>, clock = new VirtualClock()) {
  return withEmulator(story, undefined, { limits, clock });
}

describe('an emulator with limits', () => {
  it('takes no more clients than it may have, and another when one has gone', () =>
    limited({ connections: 1 }, async ({ app, clientUrl, json }) => {
      const first = await json();
      const { status, body } = await WebSocketClient.refused(clientUrl());
      expect([status, body]).to.deep.equal([429, 'Connection count reaches limit.']);
      await first.close();
      await app.seen('disconnected');
      await (await json()).close();
      expect(app.events.filter((event) => event === 'connect')).to.have.length(2);
    }));

  it('takes no more also when the app lets several in at once', () => {
    let asked = 0;
    let letIn = (): void => {};
    const gate = new Promise<void>((resolve) => (letIn = resolve));
    const handle = async () => {
      asked += 1;
      if (asked === 3) letIn();
      await gate;
      return { status: 200 };
    };
    const hubs = { chat: { eventHandlers: [{ handle, systemEvents: ['connect'] as const }] } };
    return withEmulator(
      async ({ emulator, clientUrl }) => {
        const open = () => WebSocketClient.open(clientUrl()).catch((error: unknown) => error);
        const clients = await Promise.all([open(), open(), open()]);
        expect(clients.filter((client) => client instanceof Error)).to.have.length(2);
        expect(emulator.snapshot().hubs['chat']?.connections).to.have.length(1);
      },
      undefined,
      { hubs, limits: { connections: 1 } },
    );
  });

  it('sends no more messages than it may on a day, and says so once a day', () => {
    const clock = new VirtualClock();
    return limited(
      { messagesPerDay: 1 },
      async (story) => {
        const client = await story.json();
        for (const body of ['one', 'two', 'three']) expect(await send(story, body)).to.equal(202);
        expect(story.warnings).to.have.length(1);
        await clock.advance('1d');
        for (const body of ['four', 'five']) await send(story, body);
        expect(story.warnings).to.have.length(2);
        expect([await client.nextJson(), await client.nextJson()].map(({ data }) => data)).to.deep.equal([
          'one',
          'four',
        ]);
      },
      clock,
    );
  });

  it('takes messages and bodies of the size that it may', () =>
    limited({ messageBytes: 64 }, async (story) => {
      const client = await story.json();
      expect(await send(story, 'x'.repeat(64))).to.equal(202);
      expect(await send(story, 'x'.repeat(65))).to.equal(400);
      client.socket.send('x'.repeat(65));
      expect(await client.closed).to.include({ code: 1009 });
    }));

  it('waits for a reliable client as long as it may', async () => {
    const clock = new VirtualClock();
    await limited(
      { recoverySeconds: 5 },
      async ({ emulator, clientUrl }) => {
        const client = await WebSocketClient.open(clientUrl(), ['json.reliable.webpubsub.azure.v1']);
        await client.next();
        const events = emulator.events();
        client.socket.terminate();
        for await (const { what } of events) if (what === 'client.lost') break;
        await clock.advance(4_900);
        expect(emulator.snapshot().hubs['chat']?.connections).to.have.length(1);
        await clock.advance(200);
        expect(emulator.snapshot().hubs).to.deep.equal({});
      },
      clock,
    );
  });

  it('are those of each of several emulators side by side', () =>
    limited({ connections: 1 }, async ({ json }) => {
      await json();
      await limited({ connections: 2 }, async (other) => {
        await other.json();
        await other.json();
        await WebSocketClient.refused(other.clientUrl());
      });
    }));
});
