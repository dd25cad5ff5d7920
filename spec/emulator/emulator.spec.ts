import { expect } from 'chai';
import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { promisify } from 'node:util';
import { startEmulator, VirtualClock } from '../../lib/emulator/index.js';
import { withEmulator } from '../support/emulator-story.js';
import { loopbackAddresses } from '../support/loopback.js';
import { WebSocketClient } from '../support/web-socket-client.js';

const door = new URL('../../lib/emulator/index.js', import.meta.url).href;

/** Runs a module in a process of its own, which must end by itself. */
async function run(code: string): Promise<string> {
  const { stdout } = await promisify(execFile)(process.execPath, ['--input-type=module', '-e', code], {
    timeout: 10_000,
  });
  return stdout.trim();
}

describe('startEmulator', () => {
  it('names one host in url and connection string', async () => {
    const emulator = await startEmulator({ port: 0 });
    expect(emulator.url).to.match(/^http:\/\/localhost:\d+$/);
    expect(emulator.connectionString).to.equal(
      `Endpoint=${emulator.url};AccessKey=ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789ABCDEFGH;Version=1.0;`,
    );
    await emulator.close();
  });

  it('runs many times side by side', async () => {
    const emulators = await Promise.all(Array.from({ length: 5 }, () => startEmulator({ port: 0 })));
    expect(new Set(emulators.map(({ url }) => url)).size).to.equal(5);
    await Promise.all(emulators.map((emulator) => emulator.close()));
  });

  it('fails by code when its port is in use, on either address of localhost', async () => {
    for (const host of loopbackAddresses()) {
      const taken = createServer().listen(0, host);
      await once(taken, 'listening');
      const { port } = taken.address() as { port: number };
      const error = await startEmulator({ port }).catch((reason: unknown) => reason);
      expect(error).to.include({ code: 'WPS_EMULATOR_LISTEN' });
      expect(String(error)).to.include(`localhost:${port}: the port is in use`);
      taken.close();
    }
  });

  it('fails by code on a host that is none', async () => {
    const accessKey = 'x'.repeat(32);
    const error = await startEmulator({ port: 0, host: 'host.invalid', accessKey }).catch((reason: unknown) => reason);
    expect(error).to.include({ code: 'WPS_EMULATOR_LISTEN' });
    expect(String(error)).to.match(/host.invalid:0: .* Choose a host of this machine, such as localhost.$/);
  });

  it('listens beyond loopback with a key of its own, and is named localhost then', async () => {
    const emulator = await startEmulator({ port: 0, host: '0.0.0.0', accessKey: 'x'.repeat(32) });
    expect(emulator.url).to.match(/^http:\/\/localhost:/);
    expect((await fetch(`${emulator.url}/api/health`, { method: 'HEAD' })).status).to.equal(200);
    await emulator.close();
  });
});

describe('setHub', () => {
  it('changes a hub for clients that are connected already', () =>
    withEmulator(async ({ emulator, app, json }) => {
      emulator.setHub('CHAT', { eventHandlers: [] });
      const client = await json();
      const ask = (ackId: number) => client.ask({ type: 'event', event: 'e', data: 1, ackId });
      expect(await ask(1)).to.include({ success: false });
      emulator.setHub('chat', { eventHandlers: [app.handler] });
      expect(await ask(2)).to.include({ success: true });
    }));

  it('needs a name', () =>
    withEmulator(async ({ emulator }) => {
      const setHub = emulator.setHub as (name: unknown, settings: object) => void;
      expect(() => setHub(undefined, {})).to.throw('Emulator setting hub name is missing instead of text.');
    }));

  it('leaves everything as it was when one setting is wrong', () =>
    withEmulator(async ({ emulator, app, json }) => {
      const wrong = { eventHandlers: [{ urlTemplate: 'http://localhost/' }, { urlTemplate: 'x' }] };
      expect(() => emulator.setHub('chat', wrong)).to.throw('hubs.chat.eventHandlers[1].urlTemplate');
      await json();
      expect(await app.seen('connect')).to.include({ method: 'POST' });
    }));
});

describe('close', () => {
  it('sends clients away and may be called twice', () =>
    withEmulator(async ({ emulator, json }) => {
      const client = await json();
      await Promise.all([emulator.close(), emulator.close()]);
      expect(await client.closed).to.include({ code: 1001 });
    }));

  it('is no event to the app', () =>
    withEmulator(async ({ emulator, app, json }) => {
      await json();
      await app.seen('connected');
      await emulator.close();
      expect(app.events).to.deep.equal(['validate', 'connect', 'connected']);
    }));

  it('lets an event that is under way come to its end', () =>
    withEmulator(
      async ({ emulator, app, json }) => {
        const client = await json();
        client.socket.send('{"type":"event","event":"e","data":1,"ackId":1}');
        await app.seen('e');
        await emulator.close();
        expect(await client.nextJson()).to.include({ ackId: 1, success: true });
      },
      ({ event }) => (event === 'e' ? new Promise((resolve) => setImmediate(() => resolve({}))) : {}),
    ));

  it('sends a client away before the event it waits for is called off', async function () {
    this.timeout(10_000);
    await withEmulator(
      async ({ emulator, app, clientUrl, warnings }) => {
        const client = await WebSocketClient.open(clientUrl());
        client.socket.send('x');
        await app.seen('message');
        await emulator.close();
        expect(await client.closed).to.include({ code: 1001 });
        expect(warnings).to.deep.equal([]);
      },
      ({ event }) => (event === 'message' ? new Promise(() => {}) : {}),
    );
  });

  it('serves the calls that an app makes to answer such an event', async () => {
    let url = '';
    const health = () => fetch(`${url}/api/health`, { method: 'HEAD' });
    const later = () => new Promise((resolve) => setImmediate(resolve));
    await withEmulator(
      async ({ emulator, app, json }) => {
        ({ url } = emulator);
        const client = await json();
        client.socket.send('{"type":"event","event":"e","data":1,"ackId":1}');
        await app.seen('e');
        await emulator.close();
        expect(await client.nextJson()).to.deep.include({ dataType: 'text', data: '200' });
      },
      async ({ event }) => {
        if (event !== 'e') return {};
        await later();
        const { status } = await health();
        return { headers: { 'content-type': 'text/plain' }, body: String(status) };
      },
    );
  });

  it('does not wait for a client that never answers, nor for an app', async function () {
    this.timeout(10_000);
    await withEmulator(
      async ({ emulator, clientUrl, app, json }) => {
        const client = await json();
        client.socket.pause();
        const refused = WebSocketClient.refused(clientUrl({ sub: 'slow' })).catch(() => 'cut');
        await app.seen('connect');
        await emulator.close();
        client.socket.terminate();
        expect(await refused).to.not.equal(undefined);
      },
      ({ event, headers }) => (event === 'connect' && headers['ce-userid'] === 'slow' ? new Promise(() => {}) : {}),
    );
  });

  it('leaves nothing that keeps a process alive', async () => {
    const output = await run(`
      import { startEmulator } from ${JSON.stringify(door)};
      import { WebSocket } from ${JSON.stringify(import.meta.resolve('ws'))};
      const emulator = await startEmulator({ port: 0, hubs: { chat: { anonymousConnectPolicy: 'allow' } } });
      await fetch(emulator.url + '/api/health', { method: 'HEAD' });
      for (const name of ['json.reliable.webpubsub.azure.v1', 'json.webpubsub.azure.v1']) {
        const client = new WebSocket(emulator.url.replace('http', 'ws') + '/client/hubs/chat', [name]);
        await new Promise((resolve) => client.once('message', resolve));
        client.terminate();
      }
      await emulator.close();
      console.log('closed');
    `);
    expect(output).to.equal('closed');
  });

  it('is nothing to wait for when the process has an emulator that nobody used', async () => {
    const code = `import { startEmulator } from ${JSON.stringify(door)}; await (await startEmulator({ port: 0 })).close();`;
    expect(await run(code)).to.equal('');
  });
});

describe('an emulator with a clock of its own', () => {
  it('goes by it: a token is judged when a client comes, and a connection outlives it', () => {
    const clock = new VirtualClock();
    return withEmulator(
      async ({ clientUrl, json }) => {
        const [client, url] = [await json(), clientUrl()];
        await clock.advance('2h');
        client.socket.send(JSON.stringify({ type: 'ping' }));
        expect(JSON.parse(String(await client.next()))).to.deep.equal({ type: 'pong' });
        expect(await WebSocketClient.refused(url)).to.include({ status: 401, body: 'The token is expired.' });
        await client.close();
      },
      undefined,
      { clock },
    );
  });
});
