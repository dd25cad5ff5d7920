import { expect } from 'chai';
import { connectLiveClient } from '../../lib/testing/connect-live-client.js';
import { rejectionOf } from '../support/performs.js';
import { Chat, inApp } from '../support/test-app-story.js';

describe('a live client of an address', () => {
  it('is told of every frame', () =>
    inApp(
      async (app) => {
        const { url } = await app.getClientAccess('chat', { userId: 'ann' });
        const frames: unknown[] = [];
        let acknowledge = (): void => {};
        const acknowledged = new Promise<void>((resolve) => (acknowledge = resolve));
        const onFrame = ({ type }: Readonly<Record<string, unknown>>): void => {
          frames.push(type);
          if (type === 'ack') acknowledge();
        };
        const client = await connectLiveClient(url, { onFrame });
        await client.request({ type: 'event', event: 'message', data: 'hi' });
        await acknowledged;
        await client.close();
        expect(frames).to.include('system').and.include('message');
      },
      { controllers: [Chat] },
    ));

  it('is refused with the options that there are', async () => {
    const options = { onFrame: () => {}, protcol: 'json' };
    expect((await rejectionOf(connectLiveClient('ws://a', options))).message).to.include('"protcol"');
  });
});
