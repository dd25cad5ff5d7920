import { expect } from 'chai';
import { FakeService } from '../../lib/testing/fake-service.js';
import { rejectionOf } from '../support/performs.js';

const text = (data: string) => ({ message: { dataType: 'text', data } }) as const;

describe('a fake service', () => {
  it('delivers to those whom an operation means', async () => {
    const service = new FakeService();
    const ann = service.connect('chat', { userId: 'ann', groups: ['lobby'] });
    const bob = service.connect('chat', { userId: 'bob' });
    await service.perform('chat')({ name: 'sendToGroup', group: 'lobby', ...text('hi') });
    await service.perform('CHAT')({ name: 'sendToUser', userId: 'bob', ...text('you') });
    expect(ann.received).to.deep.equal([{ from: 'group', group: 'lobby', data: 'hi', dataType: 'text' }]);
    expect(bob.received).to.deep.equal([{ from: 'server', data: 'you', dataType: 'text' }]);
  });

  it('reads JSON and bytes for a test to compare', async () => {
    const service = new FakeService();
    const ann = service.connect('chat');
    const perform = service.perform('chat');
    await perform({ name: 'sendToAll', message: { dataType: 'json', data: '{"a":1}' } });
    await perform({ name: 'sendToAll', message: { dataType: 'binary', data: Uint8Array.of(1, 2) } });
    expect(ann.received.map(({ data }) => data)).to.deep.equal([{ a: 1 }, Buffer.from([1, 2])]);
  });

  it('answers truthfully what exists, who is in a group and who may what', async () => {
    const service = new FakeService();
    const ann = service.connect('chat', { userId: 'ann', roles: ['webpubsub.sendToGroup.lobby'] });
    const perform = service.perform('chat');
    await perform({ name: 'addUserToGroup', userId: 'ann', group: 'lobby' });
    expect(ann.groups).to.deep.equal(['lobby']);
    expect(await perform({ name: 'groupExists', group: 'lobby' })).to.equal(true);
    expect(await perform({ name: 'userExists', userId: 'bob' })).to.equal(false);
    const permission = { connectionId: ann.id, permission: 'sendToGroup' } as const;
    expect(await perform({ name: 'hasPermission', ...permission, targetName: 'lobby' })).to.equal(true);
    expect(await perform({ name: 'listConnectionsInGroup', group: 'lobby' })).to.deep.equal([
      { connectionId: 'fake1', userId: 'ann' },
    ]);
  });

  it('rejects as the SDK does, with the status and code of the service', async () => {
    const add = new FakeService().perform('chat')({ name: 'addUserToGroup', userId: 'nobody', group: 'lobby' });
    const error = await rejectionOf(add);
    expect([error.name, error['statusCode'], error['code']]).to.deep.equal([
      'RestError',
      404,
      'Warning.User.NotExisted',
    ]);
  });

  it('gives no id to two connections', () => {
    const service = new FakeService();
    service.connect('chat', { connectionId: 'c1' });
    expect(() => service.connect('chat', { connectionId: 'c1' })).to.throw(
      'FakeService.connect was given the id "c1", which a connection of hub "chat" has.',
    );
    service.disconnect('chat', 'c1');
    expect(service.connect('chat', { connectionId: 'c1' }).isClosed).to.equal(false);
  });

  it('closes connections, and forgets them all', async () => {
    const service = new FakeService();
    const [ann, bob] = [service.connect('chat'), service.connect('chat')];
    await service.perform('chat')({ name: 'closeConnection', connectionId: ann.id });
    service.disconnect('chat', bob.id);
    service.disconnect('chat', 'nobody');
    expect([ann.isClosed, bob.isClosed, service.has('chat', ann.id)]).to.deep.equal([true, true, false]);
    service.connect('chat', { connectionId: 'c3' });
    service.reset();
    expect(service.has('chat', 'c3')).to.equal(false);
  });

  for (const [what, init, words] of [
    ['one group as a text, which would be one for each letter', { groups: 'lobby' }, 'as "groups"'],
    ['a typo', { group: ['lobby'] }, 'did you mean "groups"?'],
    ['an empty id', { connectionId: '' }, 'as "connectionId"'],
    ['nothing', null, 'was given null'],
  ] as const)
    it(`opens no connection with ${what}`, () => {
      const service = new FakeService();
      expect(() => service.connect('chat', init as object)).to.throw(words);
    });

  it('opens no connection of what is no hub', () => {
    const service = new FakeService();
    for (const hub of ['a b', '', undefined as unknown as string])
      expect(() => service.connect(hub)).to.throw('as "hub"');
  });
});
