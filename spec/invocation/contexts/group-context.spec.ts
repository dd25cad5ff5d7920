import { expect } from 'chai';
import { GroupJoinedContext, GroupLeftContext } from '../../../lib/invocation/contexts/group-context.js';

describe('a group context', () => {
  const init = { hub: 'chat', connectionId: 'c1', group: 'g' };

  it('is a group event that names its group', () => {
    expect(new GroupJoinedContext(init)).to.include({ eventType: 'group', eventName: 'joined', group: 'g' });
    expect(new GroupLeftContext(init)).to.include({ eventType: 'group', eventName: 'left', group: 'g' });
  });

  it('tells the group to expressions', () => {
    expect(
      [new GroupJoinedContext(init), new GroupLeftContext(init)].map(({ bindingData }) => bindingData['group']),
    ).to.deep.equal(['g', 'g']);
  });
});
