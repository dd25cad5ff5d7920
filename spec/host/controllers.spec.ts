import { expect } from 'chai';
import { defineFunction } from '../../lib/decorators/define-function.js';
import { HttpTrigger } from '../../lib/decorators/http-trigger.js';
import { defineFunctions, readControllers } from '../../lib/host/controllers.js';
import { codeOf, messageOf } from '../support/define.js';

class Api {
  @HttpTrigger({ route: 'host-spec-run' }) run(): void {}
}
class Plain {
  help(): void {}
}
const noSettings = { setting: () => undefined };

describe('controllers', () => {
  it('are classes or instances, each class once', () => {
    const api = new Api();
    expect(readControllers([Api, api])).to.deep.equal({ classes: [Api], instances: [api] });
  });

  it('are all decorated classes that no other one extends, where none are given', () => {
    class Base {
      @HttpTrigger({ route: 'host-spec-base' }) base(): void {}
    }
    class Derived extends Base {
      @HttpTrigger({ route: 'host-spec-derived' }) derived(): void {}
    }
    const { classes } = readControllers(undefined);
    expect([classes.includes(Base), classes.includes(Derived), classes.includes(Plain)]).to.deep.equal([
      false,
      true,
      false,
    ]);
  });

  it('are only those that are given, where functions are given', () => {
    const one = defineFunction({ http: { route: 'one' } }, () => undefined);
    expect(readControllers(undefined, [one])).to.deep.equal({ classes: [one.constructor], instances: [one] });
  });

  for (const wrong of [null, undefined, 5, 'Chat', [Api], () => undefined, Object.create(null) as object]) {
    it(`are never ${Array.isArray(wrong) ? 'an array' : wrong === null ? 'null' : typeof wrong === 'object' ? 'an object without a class' : `${typeof wrong} ${String(wrong)}`}`, () => {
      expect(messageOf(() => readControllers([Api, wrong]))).to.include('controllers[1]');
    });
  }

  it('are never two instances of one class, since an event has one function', () => {
    expect(codeOf(() => readControllers([new Api(), new Api()]))).to.equal('WPS_NOT_A_CONTROLLER');
  });

  it('without a name have a word in messages', () => {
    const [anonymous] = [
      class {
        help(): void {}
      },
    ];
    expect(messageOf(() => defineFunctions(readControllers([anonymous]), noSettings))).to.match(
      /^\(anonymous class\) /,
    );
    expect(messageOf(() => readControllers([new anonymous(), new anonymous()]))).to.include(
      'a second instance of (anonymous class)',
    );
  });

  it('have functions', () => {
    expect(messageOf(() => defineFunctions(readControllers([Plain]), noSettings))).to.include(
      'Plain has no decorated method',
    );
    expect(codeOf(() => defineFunctions(readControllers([{}]), noSettings))).to.equal('WPS_NO_FUNCTIONS');
  });
});
