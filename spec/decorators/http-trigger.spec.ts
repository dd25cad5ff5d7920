import { expect } from 'chai';
import { HttpTrigger } from '../../lib/decorators/http-trigger.js';
import type { HttpTriggerOptions } from '../../lib/decorators/http-trigger.js';
import { placesOf, recordsOf } from '../support/records.js';

describe('@HttpTrigger', () => {
  it('stands on a method', () => {
    expect(placesOf(() => HttpTrigger())).to.deep.equal(['method']);
  });

  it('writes its options as they were given', () => {
    const options: HttpTriggerOptions = { methods: ['get'], route: 'users/{id}', authLevel: 'function', use: [] };
    class Api {
      @HttpTrigger() a(): void {}
      @HttpTrigger(options) b(): void {}
    }
    expect(recordsOf(Api)).to.deep.equal([
      ['a', { kind: 'httpTrigger', options: {} }],
      ['b', { kind: 'httpTrigger', options }],
    ]);
  });
});
