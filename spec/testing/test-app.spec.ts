import { expect } from 'chai';
import { startEmulator } from '../../lib/emulator/emulator.js';
import { startTestApp } from '../../lib/testing/test-app.js';
import { repository } from '../support/read-tree.js';
import { outputOf } from '../support/run.js';
import { Chat, inApp } from '../support/test-app-story.js';

/** Runs a module with the kit in a process of its own, to its end. */
function inProcess(code: string) {
  const module = `
    import { startTestApp, createTestHost } from './dist/lib/testing/index.js';
    import { defineFunction } from './dist/lib/index.js';
    ${code}`;
  return outputOf(repository, process.execPath, '--input-type=module', '-e', module);
}

describe('a test app', () => {
  it('carries what one client says to all, through functions and service', () =>
    inApp(async (app) => {
      const ann = await app.connect('chat', { userId: 'ann' });
      const bob = await app.connect('chat', { userId: 'bob', protocol: 'simple' });
      await ann.send('hi');
      expect(await bob.next()).to.deep.equal({ data: 'ann: hi', dataType: 'text' });
      expect(await ann.next()).to.deep.equal({ data: 'ann: hi', dataType: 'text', from: 'server' });
      await bob.send('hello');
      expect((await ann.next(({ data }) => String(data).includes('hello'))).data).to.equal('bob: hello');
    }));

  it('leaves a process that ends by itself and has nothing to say', async () => {
    const output = await inProcess(`
      const app = await startTestApp({ controllers: [], hubs: ['chat'] });
      const clients = [await app.connect('chat'), await app.connect('chat', { protocol: 'json.reliable' })];
      await clients[1].drop();
      await app.close();
      console.log('closed');
    `);
    expect(output).to.deep.equal({ stdout: 'closed\n', stderr: '' });
  });

  it('lets the process end that forgot to close it, and tells then where it was started', async () => {
    const { stdout, stderr } = await inProcess(`
      async function forgetful() {
        const [closed, app] = [await startTestApp({ hubs: ['chat'] }), await startTestApp({ hubs: ['chat'] })];
        const ann = await app.connect('chat', { userId: 'ann' });
        await app.host.server('chat').sendToAll('hi');
        console.log((await ann.next()).data);
        await closed.close();
      }
      await forgetful();
    `);
    expect(stdout).to.equal('hi\n');
    expect(stderr.match(/A test app was not closed/g)).to.have.length(1);
    expect(stderr)
      .to.match(/at (async )?forgetful .*:\d+:\d+/)
      .and.include('await app.close()');
  });

  it('keeps a process that waits for it by means of its own', async () => {
    const { stdout } = await inProcess(`
      let told;
      const disconnected = new Promise((resolve) => (told = resolve));
      const trigger = { hub: 'chat', eventType: 'system', eventName: 'disconnected' };
      const app = await startTestApp({ functions: [defineFunction({ trigger }, () => told())] });
      const ann = await app.connect('chat', { userId: 'ann' });
      await new Promise((resolve) => setTimeout(resolve, 400));
      ann.drop();
      await disconnected;
      console.log('disconnected');
      await app.close();
    `);
    expect(stdout).to.equal('disconnected\n');
  });

  it('is closed where its block ends, with everything that stands on it', async () => {
    const ended: string[] = [];
    {
      await using app = await startTestApp({ controllers: [Chat] });
      await using ann = await app.connect('chat', { userId: 'ann' });
      await using emulator = await startEmulator({ port: 0 });
      expect(emulator.url).not.to.equal(app.emulator.url);
      ann.closed.finally(() => ended.push('client')).catch(() => undefined);
    }
    expect(ended).to.deep.equal(['client']);
  });

  it('needs no end where only functions are called', async () => {
    const { stdout, stderr } = await inProcess(`
      const before = process.getActiveResourcesInfo();
      const trigger = { hub: 'chat', eventType: 'user', eventName: 'message' };
      const host = createTestHost({ functions: [defineFunction({ trigger }, () => 'hi')] });
      const { body } = await host.userEvent('chat', 'message');
      const left = process.getActiveResourcesInfo().slice(before.length);
      console.log(body, JSON.stringify(left));
    `);
    expect([stdout, stderr]).to.deep.equal(['hi []\n', '']);
  });
});
