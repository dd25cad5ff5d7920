import { expect } from 'chai';
import { FunctionName } from '../../lib/decorators/function-name.js';
import { HttpTrigger } from '../../lib/decorators/http-trigger.js';
import type { HttpTriggerOptions } from '../../lib/decorators/http-trigger.js';
import type { HttpRoute } from '../../lib/metadata/definition.js';
import { codeOf, define, messageOf } from '../support/define.js';

function routeOf(options?: HttpTriggerOptions, settings?: Record<string, string>): HttpRoute {
  class Api {
    @HttpTrigger(options) login(): void {}
  }
  return define(Api, settings)['login']?.trigger as HttpRoute;
}

describe('the route of an HTTP function', () => {
  it('is the name of the method, for GET and POST, open to all', () => {
    expect(routeOf()).to.deep.include({
      route: '/login',
      methods: ['GET', 'POST'],
      parameters: [],
      authLevel: 'anonymous',
      use: [],
    });
  });

  it('is the name of the function where it has one', () => {
    class Api {
      @FunctionName('sign-in') @HttpTrigger() login(): void {}
    }
    expect((define(Api)['login']?.trigger as HttpRoute).route).to.equal('/sign-in');
  });

  for (const [route, normalized] of [
    ['users', '/users'],
    ['/users/', '/users'],
    ['', '/'],
    ['%Place%/x', '/here/x'],
  ] as const) {
    it(`"${route}" is ${normalized}`, () => {
      expect(routeOf({ route }, { Place: 'here' }).route).to.equal(normalized);
    });
  }

  it('tells its parameters', () => {
    expect(routeOf({ route: 'users/{id}/files/{name}.txt' }).parameters).to.deep.equal(['id', 'name']);
  });

  it('takes methods in any letter case, each once', () => {
    expect(routeOf({ methods: ['get', 'GET', 'Delete'] }).methods).to.deep.equal(['GET', 'DELETE']);
  });

  it('takes one middleware or several', () => {
    const use = (): void => undefined;
    expect([routeOf({ use }).use, routeOf({ use: [use, use] }).use]).to.deep.equal([[use], [use, use]]);
  });

  for (const route of [
    '{',
    'a}',
    '{}',
    '{id}/{id}',
    '{id}/{ID}',
    'a?b=1',
    'a#b',
    '{1a}',
    '{id?}',
    '{*rest}',
    '{id:int}',
    '{a}{b}',
    '{a',
    '{{a}}',
  ]) {
    it(`is never ${route}`, () => {
      expect(codeOf(() => routeOf({ route }))).to.equal('WPS_OPTION_INVALID');
    });
  }

  for (const name of ['query', 'headers', 'body', 'state', 'principal', 'sys', 'methodName', 'Query']) {
    it(`has no parameter ${name}, which is something else in an expression`, () => {
      expect(codeOf(() => routeOf({ route: `a/{${name}}` }))).to.equal('WPS_OPTION_INVALID');
      expect(messageOf(() => routeOf({ route: `a/{${name}}` })))
        .to.include('Api.login')
        .and.include(`{${name}}`)
        .and.include('not query, headers, body, state, principal, sys or methodName');
    });
  }

  it('has no parameter __proto__, which no object of parameters can hold', () => {
    expect(messageOf(() => routeOf({ route: 'a/{__proto__}' }))).to.include('{__proto__}');
  });

  for (const options of [
    { methods: [] },
    { methods: ['fetch'] },
    { methods: 'get' },
    { authLevel: 'admin' },
    { use: ['x'] },
    { route: 5 },
  ]) {
    it(`has no options ${JSON.stringify(options)}`, () => {
      expect(messageOf(() => routeOf(options as never)))
        .to.include('Api.login')
        .and.include(Object.keys(options).join());
    });
  }

  it('names an unknown option', () => {
    expect(codeOf(() => routeOf({ method: 'get' } as never))).to.equal('WPS_OPTION_UNKNOWN');
  });
});
