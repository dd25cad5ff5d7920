import type { Middleware } from 'koa';

/** Whoever comes is who it says. In an app of yours the sign-in stands here, as in examples/login, and says who it was. */
export const colleague: Middleware = async (ctx, next) => {
  const name = ctx.query['name'];
  if (typeof name !== 'string' || !/^[a-z]{1,32}$/.test(name)) {
    ctx.status = 400;
    ctx.body = 'Say who you are: ?name=ann, in small letters.';
    return;
  }
  ctx.state['colleague'] = name;
  await next();
};
