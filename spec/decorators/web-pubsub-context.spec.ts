import { expect } from 'chai';
import { WebPubSubContext } from '../../lib/decorators/web-pubsub-context.js';
import { placesOf, recordsOf } from '../support/records.js';

describe('@WebPubSubContext', () => {
  it('stands on a parameter', () => {
    expect(placesOf(() => WebPubSubContext())).to.deep.equal(['parameter']);
  });

  it('writes its options as they were given', () => {
    const options = { connections: ['One'], connection: 'Two' };
    class Api {
      events(@WebPubSubContext(options) _service: WebPubSubContext): void {}
    }
    expect(recordsOf(Api)).to.deep.equal([['events 0', { kind: 'context', options }]]);
  });
});
