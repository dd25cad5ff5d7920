import { inspect } from 'node:util';
import { expect } from 'chai';
import { HttpContext } from '../../../lib/invocation/contexts/http-context.js';
import { detachedRuntime } from '../../../lib/invocation/runtime.js';
import { WebPubSubServer } from '../../../lib/outputs/web-pubsub-server.js';
import { codeOf } from '../../support/define.js';
import { recordingPerform } from '../../support/performs.js';

describe('an HTTP context', () => {
  it('needs nothing', () => {
    const { method, url, query, headers, params, body, rawBody, state, principal } = new HttpContext();
    expect([method, url, query, headers, params, body, rawBody.length, state, principal]).to.deep.equal([
      'GET',
      '/',
      {},
      {},
      {},
      undefined,
      0,
      {},
      undefined,
    ]);
  });

  it('gives a server of the hub of the class, or of the one named', () => {
    const runtime = {
      ...detachedRuntime,
      server: (hub: string) => new WebPubSubServer(hub, recordingPerform().perform, { messageLimit: 1 }),
    };
    const context = new HttpContext({ hub: 'chat', runtime });
    expect([context.getWebPubSubServer().hub, context.getWebPubSubServer('lobby').hub]).to.deep.equal([
      'chat',
      'lobby',
    ]);
  });

  it('without a host has no server', () => {
    expect(codeOf(() => new HttpContext().getWebPubSubServer('chat'))).to.equal('WPS_CONTEXT_DETACHED');
  });
});

describe('an HTTP context in a log', () => {
  it('shows its path and no key, token or body', () => {
    const context = new HttpContext({
      ...{ url: '/login?code=secret', query: { code: 'secret' }, headers: { authorization: 'secret' }, body: 'secret' },
      rawBody: Buffer.from('secret'),
    });
    const shown = [JSON.stringify({ context }), inspect({ context }, { depth: 9, showHidden: true })].join();
    expect(shown).to.include('/login').and.not.include('secret');
  });
});
