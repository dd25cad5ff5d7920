import type { Middleware } from 'koa';

/** Whoever comes is who it says: this is a room among friends. In an app of yours the sign-in stands here, and says who it was. */
export const guest: Middleware = (ctx, next) => {
  ctx.state['guest'] = ctx.query['userid'];
  return next();
};
