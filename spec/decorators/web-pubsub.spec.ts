import { expect } from 'chai';
import { WebPubSub } from '../../lib/decorators/web-pubsub.js';
import type { OutputOptions } from '../../lib/metadata/records.js';
import type { AsyncCollector } from '../../lib/outputs/async-collector.js';
import { placesOf, recordsOf } from '../support/records.js';

describe('@WebPubSub', () => {
  it('stands on a method and on a parameter', () => {
    expect(placesOf(() => WebPubSub())).to.deep.equal(['method', 'parameter']);
  });

  it('writes its options as they were given', () => {
    const options: OutputOptions = { hub: 'chat', connection: 'Other', flush: 'each' };
    class Chat {
      @WebPubSub() message(@WebPubSub(options) _out: AsyncCollector): void {}
    }
    expect(recordsOf(Chat)).to.deep.equal([
      ['message 0', { kind: 'output', options }],
      ['message', { kind: 'output', options: {} }],
    ]);
  });
});
