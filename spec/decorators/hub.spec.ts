import { expect } from 'chai';
import { Hub } from '../../lib/decorators/hub.js';
import { placesOf, recordsOf } from '../support/records.js';

describe('@Hub', () => {
  it('stands on a class', () => {
    expect(placesOf(() => Hub('chat'))).to.deep.equal(['class']);
  });

  it('writes the name as it was said', () => {
    @Hub('%Hub%')
    class Chat {}
    expect(recordsOf(Chat)).to.deep.equal([['class', { kind: 'hub', name: '%Hub%' }]]);
  });
});
