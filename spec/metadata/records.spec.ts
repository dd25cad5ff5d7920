import { expect } from 'chai';
import { decoratorOf } from '../../lib/metadata/records.js';

const read = () => 1;

describe('the decorator of a record', () => {
  it('is known by the name that users write', () => {
    expect(decoratorOf({ kind: 'trigger', options: {} })).to.equal('@WebPubSubTrigger');
  });

  it('has its own name where it is made of @Bind', () => {
    const named = decoratorOf({ kind: 'part', read, options: { name: '@Data' } });
    expect([named, decoratorOf({ kind: 'part', read, options: {} })]).to.deep.equal(['@Data', '@Bind']);
  });
});
