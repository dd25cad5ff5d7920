import { expect } from 'chai';
import { HttpTrigger } from '../../lib/decorators/http-trigger.js';
import { Instances } from '../../lib/host/instances.js';
import { HttpContext } from '../../lib/invocation/contexts/http-context.js';
import { define } from '../support/define.js';
import { rejectionOf } from '../support/performs.js';

class Api {
  @HttpTrigger() run(): void {}
}
const [definition] = Object.values(define(Api));
const context = new HttpContext();
const of = (instances: Instances): object | Promise<object> => {
  if (definition === undefined) throw new Error('no function');
  return instances.of(definition, context);
};

describe('the instance that a function runs on', () => {
  it('is made once for a host', () => {
    const instances = new Instances([], undefined);
    expect(of(instances)).to.be.instanceOf(Api).and.equal(of(instances));
  });

  it('is the one that was handed in, and resolve is not asked', () => {
    const api = new Api();
    expect(of(new Instances([api], () => new Api()))).to.equal(api);
  });

  it('comes from resolve at every invocation, with class and context', async () => {
    const asked: unknown[] = [];
    const instances = new Instances([], async (...args) => {
      asked.push(args);
      return new Api();
    });
    expect(await of(instances)).not.to.equal(await of(instances));
    expect(asked).to.deep.equal([
      [Api, context],
      [Api, context],
    ]);
  });

  for (const [what, made] of [
    ['another class', new Date()],
    ['the class itself', Api],
    ['nothing', undefined],
    ['null', null],
    ['an object without a class', Object.create(null)],
  ] as const) {
    it(`is never ${what}: the error names the class that was asked for`, async () => {
      const error = await rejectionOf(Promise.resolve(of(new Instances([], () => made as object))));
      expect([error['code'], error.message.includes('resolve(Api)')]).to.deep.equal(['WPS_RESOLVE_FAILED', true]);
    });
  }
});
