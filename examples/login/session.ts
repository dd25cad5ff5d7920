import { randomBytes } from 'node:crypto';
import jsonwebtoken from 'jsonwebtoken';
import type { Middleware } from 'koa';
import type { Account } from './accounts.js';

/** Who has signed in, as middleware finds it in `ctx.state.user`. */
export interface User {
  /** The name of the account. */
  readonly sub: string;
  readonly team: string;
  readonly isEditor: boolean;
}

const cookie = 'session';
const minutes = 15;

/** Sessions of the app's own, in a cookie that no script can read and no other site can send. */
export class Sessions {
  // Of this process alone: after a restart everybody signs in anew.
  readonly #secret = randomBytes(32);

  /** The value of the `Set-Cookie` header that signs somebody in. */
  open({ name, team, isEditor }: Account): string {
    const token = jsonwebtoken.sign({ team, isEditor }, this.#secret, { subject: name, expiresIn: `${minutes}m` });
    // A real app is reached by https and adds "; Secure".
    return `${cookie}=${token}; HttpOnly; SameSite=Strict; Path=/; Max-Age=${minutes * 60}`;
  }

  /** Lets nobody past who has not signed in, and says who it is. */
  readonly required: Middleware = async (ctx, next) => {
    const user = this.#read(ctx.cookies.get(cookie));
    if (user === undefined) {
      ctx.status = 401;
      ctx.body = 'Sign in first.';
      return;
    }
    ctx.state['user'] = user;
    await next();
  };

  #read(token: string | undefined): User | undefined {
    if (token === undefined) return undefined;
    try {
      return jsonwebtoken.verify(token, this.#secret, { algorithms: ['HS256'] }) as unknown as User;
    } catch {
      return undefined;
    }
  }
}

/** Lets nobody past but editors; it stands behind {@link Sessions.required}. */
export const editorsOnly: Middleware = async (ctx, next) => {
  if ((ctx.state['user'] as User).isEditor) {
    await next();
    return;
  }
  ctx.status = 403;
  ctx.body = 'Only editors may do this.';
};
