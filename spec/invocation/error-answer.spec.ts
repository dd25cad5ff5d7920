import { expect } from 'chai';
import { BadRequestError, createError, UnauthorizedError, WebPubSubError } from '../../lib/errors.js';
import { toErrorAnswer } from '../../lib/invocation/error-answer.js';
import { foreign } from '../support/foreign.js';

const failing = (members: object): Error => Object.assign(new Error('secret'), members);
const hidden = { status: 500, message: 'Internal Server Error' };

describe('what a caller is told of a failure', () => {
  for (const [what, error, answer] of [
    ['UnauthorizedError', new UnauthorizedError(), { status: 401, message: 'Unauthorized' }],
    ['BadRequestError', new BadRequestError('send text'), { status: 400, message: 'send text' }],
    [
      'an error of ours in the 400s, without the remedy',
      createError('WPS_BODY_TOO_LARGE', { limit: 5 }),
      { status: 413, message: 'The body is over the limit of 5 bytes.' },
    ],
    ['an error of ours in the 500s', createError('WPS_NEXT_TWICE', { where: 'Chat.f' }), hidden],
    ['a closed host', createError('WPS_HOST_CLOSED', {}), { status: 503, message: 'Internal Server Error' }],
    ['an error of ours with a status that accepts', new WebPubSubError('MINE', 204, 'secret'), hidden],
    ['an exposed status', failing({ status: 404, expose: true }), { status: 404, message: 'secret' }],
    ['an exposed statusCode', failing({ statusCode: 409, expose: true }), { status: 409, message: 'secret' }],
    [
      'an exposed status of another realm',
      foreign("Object.assign(new Error('secret'), { status: 404, expose: true })"),
      { status: 404, message: 'secret' },
    ],
    ['an exposed 500', failing({ status: 500, expose: true }), hidden],
    ['an exposed 200', failing({ status: 200, expose: true }), hidden],
    ['an exposed status that is none', failing({ status: 404.5, expose: true }), hidden],
    ['a status that is not exposed', failing({ status: 404, expose: false }), hidden],
    ['a status of an SDK', failing({ statusCode: 404, code: 'NotFound' }), hidden],
    ['what is no error', { status: 404, expose: true }, hidden],
    ['undefined', undefined, hidden],
  ] as const) {
    it(`is of ${what} ${String(answer.status)} ${answer.message}`, () => {
      expect(toErrorAnswer(error)).to.deep.equal(answer);
    });
  }
});

describe('an error that cannot be read', () => {
  it('is a 500 that tells nothing', () => {
    const { proxy, revoke } = Proxy.revocable(new Error('x'), {});
    revoke();
    const hostile = Object.defineProperty(Object.assign(new Error('x'), { expose: true, status: 400 }), 'message', {
      get: () => {
        throw new Error('getter');
      },
    });
    expect([proxy, hostile].map((error) => toErrorAnswer(error).status)).to.deep.equal([500, 500]);
  });
});
