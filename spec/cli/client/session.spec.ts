import { createInterface } from 'node:readline';
import { Readable } from 'node:stream';
import { expect } from 'chai';
import type { Screen } from '../../../lib/cli/client/screen.js';
import { Session } from '../../../lib/cli/client/session.js';
import type { LiveClient } from '../../../lib/testing/live-client.js';

function played(text: string) {
  const [sent, notes]: [object[], string[]] = [[], []];
  const lines = createInterface({ input: Readable.from([text]) });
  const screen = {
    ...{ lines, typed: lines, isInteractive: false },
    ...{ frame: () => {}, prompt: () => {}, leave: () => {}, note: (note: string) => notes.push(note) },
  } as unknown as Screen;
  const session = new Session(screen, { isSimple: false, wait: 0 });
  const client = {
    closed: new Promise(() => {}),
    close: async () => {},
    request: async (frame: object) => {
      const ackId = sent.push(frame);
      setImmediate(() => session.onFrame({ type: 'ack', ackId, success: true }));
      return ackId;
    },
  } as unknown as LiveClient;
  return { sent, notes, session, client };
}

describe('a session', () => {
  it('sends line by line, and ends when all is acknowledged', async () => {
    const { sent, session, client } = played('one\n/join a\n');
    expect(await session.run(client)).to.equal(0);
    expect(sent.map((frame) => (frame as { type: string }).type)).to.deep.equal(['event', 'joinGroup']);
  });

  it('does nothing behind /quit', async () => {
    const { sent, session, client } = played('/quit\none\n');
    await session.run(client);
    expect(sent).to.deep.equal([]);
  });

  it('goes on after what cannot be sent', async () => {
    const { sent, notes, session, client } = played('/send a\n/join a\n');
    await session.run(client);
    expect([sent.length, notes]).to.deep.equal([1, ['It is /send <group> <text>.']]);
  });

  it('ends with 1 when its connection does', async () => {
    const { session } = played('');
    const ended = { closed: Promise.resolve({ code: 1001, reason: '' }) } as unknown as LiveClient;
    expect(await session.run(ended)).to.equal(1);
  });
});
