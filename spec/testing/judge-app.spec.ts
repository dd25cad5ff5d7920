import { expect } from 'chai';
import { judgeApp, judgeClientOptions } from '../../lib/testing/judge-app.js';
import { startTestApp } from '../../lib/testing/test-app.js';
import { messageOf } from '../support/define.js';

describe('what a test app is given', () => {
  it('is a Koa app and hubs', () => {
    expect(messageOf(() => judgeApp({ app: {} }))).to.include('Give it a Koa app.');
    expect(messageOf(() => judgeApp({ hubs: 'chat' }))).to.include('an array of texts');
    expect(messageOf(() => judgeApp({ clock: Date })))
      .to.include('"clock"')
      .and.include('a VirtualClock');
    expect(messageOf(() => judgeApp({ repeatEvents: 'yes' })))
      .to.include('"repeatEvents"')
      .and.include('true or false');
  });

  it('is an option that there is', async () => {
    const options: object = { controlers: [] };
    expect(await startTestApp(options).catch(String)).to.include('did you mean "controllers"?');
  });

  it('is a client that there can be', () => {
    const told = (options: object) => messageOf(() => judgeClientOptions('connect', 'chat', options));
    expect(told({ protocol: 'jsno' })).to.include('"simple" or "json" or "json.reliable"');
    expect(told({ usreId: 'ann' })).to.include('did you mean "userId"?');
    expect(told({ timeout: Infinity })).to.include('as "timeout"');
    expect(told({ groups: 'lobby' })).to.include('an array of texts');
    expect(messageOf(() => judgeClientOptions('connect', undefined, {}))).to.include('as "hub"');
  });
});
