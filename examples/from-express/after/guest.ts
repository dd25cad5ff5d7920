import type { Middleware } from 'koa';

/** As before, whoever comes is who it says; an app with accounts puts its sign-in here. */
export const guest: Middleware = (ctx, next) => {
  ctx.state['guest'] = ctx.query['user'];
  return next();
};
