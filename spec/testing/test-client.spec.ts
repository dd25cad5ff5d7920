import { expect } from 'chai';
import { rejectionOf } from '../support/performs.js';
import { inApp } from '../support/test-app-story.js';

describe('a client of a test', () => {
  it('tells a client what a function answers', () =>
    inApp(async (app) => {
      const ann = await app.connect('chat', { userId: 'ann' });
      await ann.sendEvent('whoami', '');
      expect(await ann.next())
        .to.include({ dataType: 'json' })
        .and.have.deep.property('data', { userId: 'ann' });
      expect([ann.userId, ann.connectionId]).to.satisfy(([user, id]: string[]) => user === 'ann' && id !== '');
    }));

  it('asks a function and gets its answer, or its no', () =>
    inApp(async (app) => {
      const ann = await app.connect('chat', { userId: 'ann' });
      expect(await ann.invoke('whoami', '')).to.deep.equal({ dataType: 'json', data: { userId: 'ann' } });
      expect(ann.received).to.deep.equal([]);
      expect(await rejectionOf(ann.invoke('unknown', ''))).to.have.property('name', 'NotFound');
    }));

  it('has clients that join, send to and leave groups, as far as their roles go', () =>
    inApp(async (app) => {
      const roles = ['webpubsub.joinLeaveGroup.red', 'webpubsub.sendToGroup.red'];
      const [ann, bob] = [await app.connect('chat', { userId: 'ann', roles }), await app.connect('chat', { roles })];
      await ann.joinGroup('red');
      await bob.joinGroup('red');
      await ann.sendToGroup('red', { a: 1 }, { noEcho: true });
      expect(await bob.next()).to.deep.equal({
        ...{ from: 'group', group: 'red', fromUserId: 'ann', dataType: 'json', data: { a: 1 } },
      });
      await bob.leaveGroup('red');
      await ann.sendToGroup('red', Buffer.from([1, 2]));
      expect((await ann.next()).data).to.deep.equal(Buffer.from([1, 2]));
      expect(bob.received).to.have.length(1);
      expect((await rejectionOf(ann.joinGroup('blue'))).name).to.equal('Forbidden');
    }));

  it('refuses a client as connect does, with status and words', () =>
    inApp(async (app) => {
      const error = await rejectionOf(app.connect('chat', { userId: 'mallory' }));
      expect([error['status'], error['body']]).to.deep.equal([401, 'not you']);
    }));

  it('gives a reliable client what it missed while it was away', () =>
    inApp(async (app) => {
      const ann = await app.connect('chat', { userId: 'ann', protocol: 'json.reliable' });
      const { connectionId } = ann;
      await ann.drop();
      await app.host.server('chat').sendToUser('ann', 'missed');
      await ann.reconnect();
      expect((await ann.next()).data).to.equal('missed');
      expect(ann.connectionId).to.equal(connectionId);
    }));

  it('says that a simple client knows no groups', () =>
    inApp(async (app) => {
      const ann = await app.connect('chat', { protocol: 'simple' });
      expect((await rejectionOf(ann.joinGroup('lobby'))).message).to.include('"json"');
    }));
});
