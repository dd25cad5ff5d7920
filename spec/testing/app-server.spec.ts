import { expect } from 'chai';
import Koa from 'koa';
import { serveApp } from '../../lib/testing/app-server.js';
import { rejectionOf } from '../support/performs.js';

describe('an app on a free port', () => {
  it('answers until it is closed, and cuts what is under way then', async () => {
    const app = new Koa();
    let arrived = (): void => {};
    const hanging = new Promise<void>((resolve) => (arrived = resolve));
    app.use(async (ctx) => {
      if (ctx.path === '/') ctx.body = 'x';
      else await new Promise(() => arrived());
    });
    const { url, close } = await serveApp(app, () => {});
    expect(await (await fetch(url)).text()).to.equal('x');
    const answer = rejectionOf(fetch(`${url}/hangs`));
    await hanging;
    await close();
    expect((await answer).message).to.equal('fetch failed');
  });
});
