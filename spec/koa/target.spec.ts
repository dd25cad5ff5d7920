import Router from '@koa/router';
import { expect } from 'chai';
import Koa from 'koa';
import { isRouter, requireTarget } from '../../lib/koa/target.js';
import { codeOf, messageOf } from '../support/define.js';

describe('what bootstrap stands on', () => {
  it('is a Koa app or a router', () => {
    const [app, router] = [new Koa(), new Router()];
    for (const target of [app, router]) expect(() => requireTarget(target)).not.to.throw();
    expect([isRouter(app), isRouter(router)]).to.deep.equal([false, true]);
  });

  for (const [what, wrong] of [
    ['undefined', undefined],
    ['null', null],
    ['an object of another kind', {}],
    ['an object of another kind', { controllers: [] }],
    ['an object of another kind', { use: () => undefined, routes: [] }],
    ['a function', new Koa().callback()],
    ['a function', new Router().routes()],
    ['a function', Koa],
    ['a text', 'app'],
  ] as const) {
    it(`is not ${what}, and the error says what it is instead`, () => {
      const call = (): void => requireTarget(wrong);
      expect(codeOf(call)).to.equal('WPS_BOOTSTRAP_TARGET');
      expect(messageOf(call)).to.include(`is ${what}. `).and.include('bootstrap(new Koa()');
    });
  }
});
