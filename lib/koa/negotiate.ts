import type { Context, Middleware } from 'koa';
import { createNegotiation } from '../host/negotiation.js';
import type { NegotiateOptions } from '../host/negotiation.js';
import { reply } from './reply.js';
import { toHostRequest } from './request.js';

/**
 * Koa middleware that answers a route of your own with what a client needs to connect: `{ baseUrl, url, accessToken }`. It takes the options
 * of `@WebPubSubConnection`, and is made once, at start-up.
 *
 * @example
 * router.post('/negotiate', authenticate, negotiate({ hub: 'chathub', userId: '{state.user.sub}' }));
 *
 * @throws ConfigurationError naming the option, the setting or the expression that cannot mean anything.
 */
export function negotiate(options: NegotiateOptions = {}): Middleware {
  const { host, functionName, readsBody } = createNegotiation(options);
  return async (ctx: Context): Promise<void> => {
    // @koa/router leaves them; without a router there are none.
    const { params = {} } = ctx as Context & { params?: Record<string, string> };
    const { body, ...request } = toHostRequest(ctx);
    // A parser before it may have taken a body that nobody here asks for.
    await reply(ctx, await host.handle({ ...request, ...(readsBody && { body }), matched: { functionName, params } }));
  };
}
