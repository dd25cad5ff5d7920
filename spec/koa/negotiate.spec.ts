import { buffer } from 'node:stream/consumers';
import Router from '@koa/router';
import { expect } from 'chai';
import jwt from 'jsonwebtoken';
import type Koa from 'koa';
import type { NegotiateOptions } from '../../lib/host/negotiation.js';
import { silentLogger } from '../../lib/invocation/logger.js';
import { negotiate } from '../../lib/koa/negotiate.js';
import { quietApp, serve } from '../support/app.js';
import type { WireRequest } from '../support/app.js';
import { accessKey, settings } from '../support/signed-event.js';

const signIn: Koa.Middleware = async (ctx, next) => {
  ctx.state['user'] = { sub: ctx.get('authorization') };
  await next();
};

/** What a route of the user's own answers with the middleware on it, and what the token in it says. */
async function answer(options: NegotiateOptions, request: WireRequest = {}, before: readonly Koa.Middleware[] = []) {
  const router = new Router();
  router.all('/rooms/:room/negotiate', signIn, negotiate({ hub: 'chat', settings, log: silentLogger, ...options }));
  const app = quietApp();
  for (const middleware of [...before, router.routes()]) app.use(middleware);
  const path = '/rooms/red/negotiate';
  const { status, headers, body } = await serve(app, ({ send }) => send({ path, headers: [], ...request }));
  const access = status === 200 ? (JSON.parse(body) as { url: string; accessToken: string }) : undefined;
  const claims = access === undefined ? {} : (jwt.verify(access.accessToken, accessKey) as jwt.JwtPayload);
  return { status, contentType: headers['content-type'], body, access, claims };
}

/** As a body parser that keeps nothing of the bytes. */
const parseBody: Koa.Middleware = async (ctx, next) => {
  await buffer(ctx.req);
  await next();
};
const post = { method: 'POST', headers: [['content-type', 'application/json']], body: '{"user":"ann"}' } as const;

describe('negotiate', () => {
  it('answers a route of your own with a URL and a token', async () => {
    const { access, claims } = await answer({
      userId: 'ann',
      roles: ['webpubsub.sendToGroup.red'],
      expiresInMinutes: 5,
    });
    expect(access?.url).to.match(/^wss:\/\/chat\.webpubsub\.azure\.com\/client\/hubs\/chat\?access_token=/);
    expect(claims).to.deep.include({ sub: 'ann', role: ['webpubsub.sendToGroup.red'] });
    expect((claims.exp ?? 0) - (claims.iat ?? 0)).to.equal(300);
  });

  it('takes the user from what authenticated the request', async () => {
    const { claims } = await answer({ userId: '{state.user.sub}' }, { headers: [['authorization', 'ann']] });
    expect(claims.sub).to.equal('ann');
  });

  it('takes parameters of the route that it is told of', async () => {
    const { claims } = await answer({ groups: ['{room}'], params: ['room'] });
    expect(claims['webpubsub.group']).to.deep.equal(['red']);
  });

  it('takes the user from the platform, where that is believed', async () => {
    const headers = [['x-ms-client-principal-id', 'u1']] as const;
    const { claims } = await answer({ userId: '{principal.userId}', trustClientPrincipal: true }, { headers });
    expect(claims.sub).to.equal('u1');
  });

  it('answers 400 where a value is missing', async () => {
    const { status, contentType, body } = await answer({ userId: '{query.user}' });
    expect([status, contentType]).to.deep.equal([400, 'application/problem+json']);
    expect(body).to.include('{query.user}');
  });

  it('answers behind a body parser where no expression reads the body, whatever it is', async () => {
    for (const body of [post.body, '{']) {
      const { status, claims } = await answer({ userId: 'ann' }, { ...post, body }, [parseBody]);
      expect([status, claims.sub]).to.deep.equal([200, 'ann']);
    }
    expect((await answer({ userId: 'ann', bodyLimit: 1 }, post)).status).to.equal(200);
  });

  it('reads the body where an expression does, and says that a parser has taken it', async () => {
    expect((await answer({ userId: '{body.user}' }, post)).claims.sub).to.equal('ann');
    expect((await answer({ userId: '{body.user}' }, post, [parseBody])).status).to.equal(500);
  });
});
