import { expect } from 'chai';
import { Hub } from '../../lib/decorators/hub.js';
import { decoratedClasses, ownRecords } from '../../lib/metadata/store.js';

describe('the store', () => {
  it('keeps the records of each class apart from those it extends', () => {
    @Hub('base')
    class Base {}
    @Hub('chat')
    class Chat extends Base {}
    class Plain extends Base {}
    expect([Base, Chat, Plain].map((one) => ownRecords(one).length)).to.deep.equal([1, 1, 0]);
  });

  it('knows every decorated class once', () => {
    @Hub('a')
    class Known {}
    Hub('b')(Known);
    expect(decoratedClasses().filter((one) => one === Known)).to.have.length(1);
  });
});
