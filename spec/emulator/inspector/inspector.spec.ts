import { once } from 'node:events';
import { request as httpRequest, type IncomingMessage } from 'node:http';
import { text } from 'node:stream/consumers';
import { expect } from 'chai';
import type { StreamLine } from '../../../lib/emulator/inspector/wire.js';
import { emulatorKey } from '../../support/access-token.js';
import { withEmulator, type EmulatorStory } from '../../support/emulator-story.js';

interface Ask {
  readonly method?: string;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string | undefined>>;
}

/** Asks the inspector as its page does, unless said otherwise. */
async function ask({ emulator, host }: EmulatorStory, path: string, given: Ask = {}): Promise<IncomingMessage> {
  const { method = 'POST', body = {} } = given;
  const token = new URL(emulator.inspectorUrl ?? '').hash.slice(1);
  const own = { host, origin: `http://${host}`, authorization: `Bearer ${token}`, 'content-type': 'application/json' };
  const sent: readonly (readonly [string, string | undefined])[] = Object.entries({ ...own, ...given.headers });
  const headers = Object.fromEntries(sent.filter(([, value]) => value !== undefined));
  const [hostname, port] = host.split(':');
  const asked = httpRequest({ hostname, port, method, path, headers, agent: false });
  asked.end(method === 'POST' ? JSON.stringify(body) : undefined);
  const [response] = (await once(asked, 'response')) as [IncomingMessage];
  return response;
}

async function answerTo(story: EmulatorStory, path: string, given: Ask = {}) {
  const response = await ask(story, path, given);
  return { status: response.statusCode, headers: response.headers, body: await text(response) };
}

/** Reads lines of a stream until one has an entry like that. */
async function readUntil(response: IncomingMessage, what: string): Promise<StreamLine['entries']> {
  const entries: StreamLine['entries'][number][] = [];
  let rest = '';
  for await (const chunk of response as AsyncIterable<Buffer>) {
    const lines = (rest + chunk.toString()).split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) entries.push(...(JSON.parse(line) as StreamLine).entries);
    if (entries.some((entry) => entry.what === what)) break;
  }
  response.destroy();
  return entries;
}

function withInspector(story: (given: EmulatorStory) => Promise<void>): Promise<void> {
  const answer = () => ({ headers: { 'content-type': 'application/json' }, body: `{"key":"${emulatorKey}"}` });
  return withEmulator(story, ({ event }) => (event === 'say' ? answer() : {}), { inspector: true });
}

const foreign = { origin: 'http://evil.example' };

describe('the inspector', () => {
  it('is off unless said, and then answers nothing', () =>
    withEmulator(async (story) => {
      expect(story.emulator.inspectorUrl).to.equal(undefined);
      expect((await fetch(`${story.emulator.url}/inspector/`)).status).to.equal(404);
    }));

  it('has a URL with another token in each run, behind #', () =>
    withInspector(async ({ emulator }) => {
      const { pathname, hash, search } = new URL(emulator.inspectorUrl ?? '');
      expect([pathname, search, hash.length]).to.deep.equal(['/inspector/', '', 44]);
      await withInspector(async (other) => {
        expect(new URL(other.emulator.inspectorUrl ?? '').hash).to.not.equal(hash);
      });
    }));

  it('leads to its page, and keeps it out of other pages', () =>
    withInspector(async (story) => {
      const get = { method: 'GET', headers: { origin: undefined, authorization: undefined } };
      const { status, headers } = await answerTo(story, '/inspector', get);
      expect([status, headers.location]).to.deep.equal([308, '/inspector/']);
      const page = await answerTo(story, '/inspector/x', get);
      expect([page.status, page.headers['x-frame-options']]).to.deep.equal([404, 'DENY']);
      expect((await answerTo(story, '/inspector/', { ...get, headers: foreign })).status).to.equal(403);
      expect((await answerTo(story, '/inspector/', { ...get, method: 'PUT' })).status).to.equal(405);
    }));

  for (const name of ['stream', 'state', 'send', 'close', 'cut', 'disturb', 'heal', 'replay', 'client']) {
    it(`does not do ${name} for another page, another host or without the token`, () =>
      withInspector(async (story) => {
        const { port } = new URL(story.emulator.url);
        for (const headers of [
          foreign,
          { origin: undefined },
          { host: `evil.example:${port}`, origin: `http://evil.example:${port}` },
          { authorization: undefined },
          { authorization: 'Bearer x' },
        ]) {
          const { status, body } = await answerTo(story, `/inspector/api/${name}`, { headers });
          expect([status, Object.keys(JSON.parse(body) as object)]).to.deep.equal([403, ['problem']]);
        }
      }));
  }

  it('says what is wrong with a request', () =>
    withInspector(async (story) => {
      expect((await answerTo(story, '/inspector/api/nothing')).status).to.equal(404);
      expect((await answerTo(story, '/inspector/api/send')).status).to.equal(400);
      expect((await answerTo(story, '/inspector/api/state', { body: 'x' })).status).to.equal(400);
      const large = { hub: 'chat', to: 'all', dataType: 'text', data: 'x'.repeat(3 * 1024 * 1024) };
      expect((await answerTo(story, '/inspector/api/send', { body: large })).status).to.equal(413);
      const gone = { hub: 'chat', connectionId: 'c9' };
      const { status, body } = await answerTo(story, '/inspector/api/close', { body: gone });
      expect([status, body]).to.deep.equal([409, '{"problem":"That connection is gone."}']);
    }));

  it('tells what happens, with bodies, causes and without keys and tokens, also to a page that is opened late', () =>
    withInspector(async (story) => {
      const client = await story.json({ sub: 'ann' });
      await client.ask({ type: 'event', event: 'say', dataType: 'text', data: 'hello', ackId: 1 });
      const entries = await readUntil(await ask(story, '/inspector/api/stream'), 'event.answered');
      const frame = entries.find(({ what }) => what === 'frame.received');
      const sent = entries.find(({ what, eventName }) => what === 'event.sent' && eventName === 'say');
      expect(sent).to.deep.include({ cause: frame?.id, canReplay: true, message: { dataType: 'text', data: 'hello' } });
      const connect = entries.find(({ what, eventName }) => what === 'event.sent' && eventName === 'connect');
      expect(connect?.message?.data).to.include('"access_token":["(hidden)"]');
      expect(JSON.stringify(entries))
        .to.not.include(emulatorKey)
        .and.not.match(/eyJ[\w-]+\.eyJ/);
      await client.close();
    }));

  it('tells nothing twice to a page that comes again', () =>
    withInspector(async (story) => {
      const client = await story.json();
      const first = await readUntil(await ask(story, '/inspector/api/stream'), 'client.opened');
      const after = first.at(-1)?.id ?? 0;
      await client.close();
      const later = await readUntil(await ask(story, '/inspector/api/stream', { body: { after } }), 'client.ended');
      expect(later.every(({ id }) => id > after)).to.equal(true);
    }));

  it('sends an event once more: the same body, signed', () =>
    withInspector(async (story) => {
      const client = await story.json({ sub: 'ann' });
      await client.ask({ type: 'event', event: 'say', dataType: 'text', data: 'hello', ackId: 1 });
      const entries = await readUntil(await ask(story, '/inspector/api/stream'), 'event.answered');
      const sent = entries.find(({ what, eventName }) => what === 'event.sent' && eventName === 'say');
      expect((await answerTo(story, '/inspector/api/replay', { body: { id: sent?.id } })).status).to.equal(200);
      const after = entries.at(-1)?.id ?? 0;
      await readUntil(await ask(story, '/inspector/api/stream', { body: { after } }), 'event.answered');
      const [first, again] = story.app.requests.filter(({ event }) => event === 'say');
      expect([again?.body, again?.headers['ce-id']]).to.deep.equal([first?.body, first?.headers['ce-id']]);
      expect(again?.headers['ce-signature']).to.equal(first?.headers['ce-signature']);
      await client.close();
    }));

  it('gives its page a token that opens a client, and hides keys in the state', () =>
    withInspector(async (story) => {
      const { body } = await answerTo(story, '/inspector/api/client', { body: { hub: 'chat', userId: 'tess' } });
      const { accessToken } = JSON.parse(body) as { accessToken: string };
      expect(accessToken).to.match(/^eyJ/);
      const { body: state, headers } = await answerTo(story, '/inspector/api/state');
      expect(state).to.include('"name":"chat"').and.not.include(emulatorKey);
      expect(headers['cache-control']).to.equal('no-store');
    }));

  it('hides a key of your own, whatever characters it has', () => {
    const accessKey = `"quoted" \\ ${'x'.repeat(32)}`;
    const story = async (given: EmulatorStory): Promise<void> => {
      const body = { hub: 'chat', to: 'user', target: accessKey, dataType: 'text', data: 'x' };
      await answerTo(given, '/inspector/api/send', { body });
      const [acted] = await readUntil(await ask(given, '/inspector/api/stream'), 'inspector.acted');
      expect(acted?.why).to.equal('Sent as the server to user (key hidden).');
    };
    return withEmulator(story, undefined, { inspector: true, accessKey });
  });

  it('shows no part of a key where it cuts a body, nor a key among bytes', () =>
    withInspector(async (story) => {
      const client = await story.json({ sub: 'ann' });
      const cut = `${'x'.repeat(16 * 1024 - 10)}${emulatorKey}`;
      const bytes = Buffer.from(`a ${emulatorKey} b`).toString('base64');
      await client.ask({ type: 'event', event: 'text', dataType: 'text', data: cut, ackId: 1 });
      await client.ask({ type: 'event', event: 'bytes', dataType: 'binary', data: bytes, ackId: 2 });
      await client.close();
      const entries = await readUntil(await ask(story, '/inspector/api/stream'), 'client.ended');
      const received = entries.filter(({ what, type }) => what === 'frame.received' && type === 'event');
      expect(received.map(({ message }) => message?.data.slice(-20))).to.deep.equal([
        'xxxxxxxx(key hidden)',
        Buffer.from('a (key hidden) b').toString('base64').slice(-20),
      ]);
    }));

  it('is in no entry itself', () =>
    withInspector(async (story) => {
      await answerTo(story, '/inspector/api/state');
      const client = await story.json();
      const entries = await readUntil(await ask(story, '/inspector/api/stream'), 'client.opened');
      expect(entries.filter(({ what }) => what.startsWith('rest.'))).to.deep.equal([]);
      await client.close();
    }));

  it('has twenty pages at most', () =>
    withInspector(async (story) => {
      const pages = [];
      for (let each = 0; each < 20; each += 1) pages.push(await ask(story, '/inspector/api/stream'));
      expect((await answerTo(story, '/inspector/api/stream')).status).to.equal(429);
      for (const page of pages) page.destroy();
    }));

  it('lets go of its pages with the emulator', () =>
    withInspector(async (story) => {
      const page = await ask(story, '/inspector/api/stream');
      const ended = text(page);
      await story.emulator.close();
      expect(await ended).to.match(/^\{"entries":\[/);
    }));
});
