import { expect } from 'chai';
import { HttpTrigger } from '../../lib/decorators/http-trigger.js';
import { functionKeysOf } from '../../lib/host/function-keys.js';
import { define, messageOf } from '../support/define.js';

class Guarded {
  @HttpTrigger({ authLevel: 'function' }) run(): void {}
}
class Open {
  @HttpTrigger() run(): void {}
}
const keysOf = (controller: new () => object, keys?: string): readonly string[] =>
  functionKeysOf(Object.values(define(controller)), {
    setting: (name) => (name === 'WebPubSubFunctionKeys' ? keys : undefined),
  });

describe('the keys of HTTP functions', () => {
  it('are separated by commas, and empty ones do not count', () => {
    expect(keysOf(Guarded, ' one, ,two,')).to.deep.equal(['one', 'two']);
  });

  for (const keys of [undefined, '', ' , ']) {
    it(`are missing: ${String(keys)}`, () => {
      expect(messageOf(() => keysOf(Guarded, keys)))
        .to.include('Guarded.run')
        .and.include('WebPubSubFunctionKeys');
    });
  }

  it('need not be there where no function asks for one', () => {
    expect(keysOf(Open)).to.deep.equal([]);
  });
});
