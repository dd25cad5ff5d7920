import { expect } from 'chai';
import { unsentOutput } from '../../lib/invocation/unsent-output.js';
import { WebPubSubAction } from '../../lib/outputs/web-pubsub-action.js';

const told = (returned: unknown, isBlocking = true) => unsentOutput('Chat.message', returned, { isBlocking });

describe('an output that nothing sends', () => {
  it('is warned of by the name of its function', () => {
    const action = WebPubSubAction.sendToAll('hi');
    for (const one of [
      action,
      [action, action],
      { message: 'hi' },
      { message: '', targetType: 'All' },
      { groupAction: 'Add' },
    ])
      expect(told(one))
        .to.include('Chat.message returned an output without @WebPubSub')
        .and.include('dataType: "json"');
    expect(told(action, false)).to.include('nobody gets it').and.not.to.include('dataType');
  });

  it('is no other value', () => {
    for (const one of [
      undefined,
      null,
      'hi',
      5,
      [],
      [1],
      {},
      { message: 'hi', from: 'ann' },
      { data: 'hi', dataType: 'text' },
    ])
      expect(told(one)).to.equal(undefined);
  });
});
