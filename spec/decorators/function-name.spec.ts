import { expect } from 'chai';
import { FunctionName } from '../../lib/decorators/function-name.js';
import { placesOf, recordsOf } from '../support/records.js';

describe('@FunctionName', () => {
  it('stands on a method', () => {
    expect(placesOf(() => FunctionName('chat-message'))).to.deep.equal(['method']);
  });

  it('writes the name as it was said', () => {
    class Chat {
      @FunctionName('chat-message') message(): void {}
    }
    expect(recordsOf(Chat)).to.deep.equal([['message', { kind: 'functionName', name: 'chat-message' }]]);
  });
});
