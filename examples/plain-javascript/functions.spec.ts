import { once } from 'node:events';
import { expect } from 'chai';
import { RecordingCollector, userEvent } from 'web-pubsub-bindings/testing';
import { WebSocket } from 'ws';

// The example as it stands, not a compiled copy of it.
const source = new URL('../../../examples/plain-javascript/', import.meta.url);
interface Started {
  readonly url: string;
  close(): Promise<void>;
}
const { start } = (await import(new URL('start.js', source).href)) as { start: () => Promise<Started> };

const login = async (url: string, userId: string): Promise<string> => {
  const answer = await fetch(`${url}/login?userid=${userId}`);
  return ((await answer.json()) as { url: string }).url;
};

describe('the example in plain JavaScript', () => {
  let app: Started;
  beforeEach(async () => {
    app = await start();
  });
  afterEach(() => app.close());

  it('sends what one client says to all, and answers that client', async () => {
    const socket = new WebSocket(await login(app.url, 'ann'));
    await once(socket, 'open');
    const heard: string[] = [];
    const both = new Promise<void>((resolve) => {
      socket.on('message', (data: Buffer) => {
        if (heard.push(data.toString()) === 2) resolve();
      });
    });
    socket.send('hello');
    await both;
    expect(heard).to.have.members(['ann: hello', 'sent']);
  });

  it('refuses one name', async () => {
    const socket = new WebSocket(await login(app.url, 'mallory'));
    const [error] = (await once(socket, 'error')) as [Error];
    expect(error.message).to.include('401');
  });
});

describe('a function of the example', () => {
  it('is tested without a server', async () => {
    const { message } = (await import(new URL('functions.js', source).href)) as {
      message: { handler: (...args: unknown[]) => Promise<unknown> };
    };
    const out = new RecordingCollector();
    expect(await message.handler(userEvent({ data: 'hi' }), out, 'hi', 'ann')).to.equal('sent');
    expect(out.items).to.deep.equal([{ message: 'ann: hi' }]);
  });
});
