import { expect } from 'chai';
import { repository } from '../support/read-tree.js';
import { run } from '../support/run.js';
import { inApp } from '../support/test-app-story.js';

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

  it('leaves a process that ends by itself', async () => {
    const code = `
      import { startTestApp } from './dist/lib/testing/index.js';
      const app = await startTestApp({ controllers: [], hubs: ['chat'] });
      const clients = [await app.connect('chat'), await app.connect('chat', { protocol: 'json.reliable' })];
      await clients[1].drop();
      await app.close();
      console.log('closed');
    `;
    expect(await run(repository, process.execPath, '--input-type=module', '-e', code)).to.equal('closed\n');
  });
});
