import { expect } from 'chai';
import type { HostResponse } from '../../lib/host/host.js';
import { reply } from '../../lib/koa/reply.js';
import { quietApp, serve } from '../support/app.js';
import type { WireAnswer } from '../support/app.js';

/** What arrives when an app replies so, after middleware that left something behind. */
function replied(response: HostResponse, leftBehind: object = {}): Promise<WireAnswer> {
  const app = quietApp();
  app.use((ctx) => {
    Object.assign(ctx, leftBehind);
    return reply(ctx, response);
  });
  return serve(app, ({ send }) => send());
}

describe('a reply', () => {
  it('has status, headers and text', async () => {
    const answer = await replied({ status: 201, headers: { 'content-type': 'text/x', 'x-a': 'b' }, body: '<p>' });
    expect(answer).to.deep.include({ status: 201, body: '<p>' });
    expect(answer.headers).to.include({ 'content-type': 'text/x', 'x-a': 'b' });
  });

  it('has bytes as they are', async () => {
    const answer = await replied({ status: 200, headers: {}, body: new Uint8Array([104, 105]) });
    expect(answer.body).to.equal('hi');
  });

  it('has a header several times', async () => {
    const answer = await replied({ status: 200, headers: { 'set-cookie': ['a=1', 'b=2'] } });
    expect(answer.headers['set-cookie']).to.deep.equal(['a=1', 'b=2']);
  });

  it('without a body keeps its status', async () => {
    const answer = await replied({ status: 200, headers: { 'ce-connectionState': 'e30=' } });
    expect(answer).to.deep.include({ status: 200, body: '' });
  });

  it('without a body is empty, whatever type earlier middleware said', async () => {
    const answer = await replied({ status: 200, headers: {} }, { type: 'json' });
    expect(answer).to.deep.include({ status: 200, body: '' });
  });
});
