import { expect } from 'chai';
import { startEmulator, type Emulator, type EventFunction } from '../../lib/emulator/index.js';
import { connectService } from '../../lib/host/connect-service.js';
import { LiveClient, type LiveClientListener } from '../../lib/testing/live-client.js';
import type { TestProtocol } from '../../lib/testing/test-protocol.js';
import { rejectionOf } from '../support/performs.js';

interface Story {
  readonly emulator: Emulator;
  readonly service: ReturnType<typeof connectService>;
  readonly frames: Record<string, unknown>[];
  /** Resolves when so many frames have come. */
  count(wanted: number): Promise<void>;
  open(protocol: TestProtocol, listener?: Partial<LiveClientListener>): Promise<LiveClient>;
}

async function live(story: (given: Story) => Promise<void>): Promise<void> {
  await using emulator = await startEmulator({ port: 0, log: { warn: () => {}, error: () => {} } });
  const service = connectService({ settings: { WebPubSubConnectionString: emulator.connectionString } });
  const frames: Record<string, unknown>[] = [];
  let wake = (): void => {};
  await story({
    ...{ emulator, service, frames },
    count: async (wanted) => {
      while (frames.length < wanted) await new Promise<void>((resolve) => (wake = resolve));
    },
    open: async (protocol, listener) => {
      const { url } = await service.getClientAccess('chat', { userId: 'ann' });
      const onFrame = (frame: Record<string, unknown>): void => {
        frames.push(frame);
        wake();
      };
      return LiveClient.open({ url, protocol, timeout: 1000, pauses: [0], onFrame, ...listener });
    },
  });
}

describe('a live client', () => {
  it('is told that it is connected, and of what comes', () =>
    live(async ({ open, service, frames, count }) => {
      const client = await open('json');
      await service.server('chat').sendToAll({ a: 1 });
      await count(2);
      await client.close();
      expect(frames[0]).to.include({ event: 'connected', userId: 'ann' });
      expect(frames[1]).to.deep.include({ type: 'message', data: { a: 1 } });
      expect((await client.closed).code).to.equal(1000);
    }));

  it('takes its connection up again, acknowledged up to the last message', () =>
    live(async ({ open, service, emulator, frames, count }) => {
      let back = (): void => {};
      const recovered = new Promise<void>((resolve) => (back = resolve));
      const lost: string[] = [];
      const client = await open('json.reliable', { onLost: (how) => lost.push(how), onRecovered: () => back() });
      await service.server('chat').sendToAll('one');
      await count(2);
      await client.drop();
      await service.server('chat').sendToAll('two');
      await recovered;
      await count(4);
      await client.close();
      expect(frames.filter(({ type }) => type === 'message').map(({ data }) => data)).to.deep.equal(['one', 'two']);
      expect([lost.length, Object.keys(emulator.snapshot().hubs)]).to.deep.equal([1, []]);
    }));

  it('ends where its protocol cannot come back', () =>
    live(async ({ open }) => {
      const client = await open('json');
      await client.drop();
      expect((await client.closed).code).to.equal(1006);
    }));

  it('ends when its connection is forgotten', () =>
    live(async ({ open, emulator }) => {
      const client = await open('json.reliable');
      await emulator.reset();
      expect((await client.closed).code).to.be.a('number');
    }));

  it('sends bare texts as a simple client', () =>
    live(async ({ open, emulator, frames, count }) => {
      const handle: EventFunction = async ({ body }) => ({
        ...{ status: 200, headers: { 'content-type': 'application/octet-stream' }, body },
      });
      emulator.setHub('chat', { eventHandlers: [{ handle, userEventPattern: '*' }] });
      const client = await open('simple');
      await client.send('hi');
      await client.send({ a: 1 });
      await count(2);
      await client.close();
      expect(frames.map(({ data }) => String(data))).to.deep.equal(['hi', '{"a":1}']);
    }));

  it('is not let in', () =>
    live(async ({ emulator }) => {
      const url = `${emulator.url.replace('http', 'ws')}/client/hubs/chat`;
      const refused = LiveClient.open({ url, protocol: 'json', timeout: 1000, onFrame: () => {} });
      expect(await rejectionOf(refused)).to.include({ status: 401 });
    }));
});
