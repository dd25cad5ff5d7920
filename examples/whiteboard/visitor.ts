import { createHash, randomBytes } from 'node:crypto';
import type { Middleware } from 'koa';

const cookie = 'whiteboard';
const day = 24 * 60 * 60 * 1_000;

const moods = 'Bold,Brave,Bright,Calm,Clever,Gentle,Happy,Jolly,Kind,Lively,Merry,Proud,Quick,Quiet,Sunny,Witty'.split(
  ',',
);
const animals =
  'Badger,Beaver,Falcon,Ferret,Finch,Fox,Hare,Heron,Lynx,Marten,Otter,Owl,Robin,Seal,Squirrel,Stork'.split(',');

/**
 * Everybody may draw, and nobody is asked for a name. A cookie that no script reads tells who comes back, and may undo what was drawn before;
 * the user id is made of it and does not tell it. In an app with accounts its sign-in stands here.
 */
export const visitor: Middleware = (ctx, next) => {
  const known = ctx.cookies.get(cookie) ?? '';
  const secret = /^[\w-]{22}$/.test(known) ? known : randomBytes(16).toString('base64url');
  // A real app is reached by https and adds "secure".
  ctx.cookies.set(cookie, secret, { httpOnly: true, sameSite: 'strict', maxAge: day });
  ctx.state['visitor'] = userIdOf(secret);
  return next();
};

/** Such as "Calm Otter 3f9a04c1d2": a name to show, and what nobody else has. */
export function userIdOf(secret: string): string {
  const hash = createHash('sha256').update(secret).digest();
  const mood = moods[hash.readUInt8(30) % moods.length] ?? '';
  const animal = animals[hash.readUInt8(31) % animals.length] ?? '';
  return `${mood} ${animal} ${hash.toString('hex', 0, 8)}`;
}
