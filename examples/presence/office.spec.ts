import { expect } from 'chai';
import { HttpContext } from 'web-pubsub-bindings';
import {
  groupJoinedEvent,
  groupLeftEvent,
  RecordingCollector,
  startTestApp,
  TestRuntime,
  type TestApp,
  type TestClient,
} from 'web-pubsub-bindings/testing';
import { Office } from './office.js';

const roles = ['webpubsub.joinLeaveGroup.kitchen', 'webpubsub.joinLeaveGroup.library'];

describe('Office', () => {
  it('asks whether somebody is here, and where', async () => {
    const out = new RecordingCollector();
    out.answer = (question) => !('groupAction' in question) || question.groupId === 'library';
    const answer = await new Office().person(new HttpContext({ params: { name: 'ann' } }), out);
    expect(answer).to.deep.equal({ isHere: true, rooms: ['library'] });
  });

  it('removes a user from a room, and from no other group', async () => {
    const out = new RecordingCollector();
    const showOut = (room: string) => new Office().showOut(new HttpContext({ params: { room, name: 'ann' } }), out);
    expect(await showOut('kitchen')).to.deep.equal({ status: 204 });
    const refusal: unknown = await showOut('vault').catch((error: unknown) => error);
    expect(String(refusal)).to.include('The rooms are kitchen, library, workshop.');
    expect(out.items).to.deep.equal([
      { groupAction: 'Remove', targetType: 'Users', targetId: 'ann', groupId: 'kitchen' },
    ]);
  });

  it('tells that one came or went only where it was the first or the last connection', async () => {
    const runtime = new TestRuntime();
    const groups = ['kitchen'];
    runtime.service.connect('office', { connectionId: '1', userId: 'ann', groups });
    const told = { hub: 'office', group: 'kitchen', connectionId: '2', runtime };
    const { message: second } = await new Office().joined(groupJoinedEvent({ ...told, userId: 'ann' }));
    expect(second)
      .to.deep.include({ people: ['ann'] })
      .and.not.to.have.property('came');
    const { message: came } = await new Office().joined(groupJoinedEvent({ ...told, userId: 'bob' }));
    expect(came).to.deep.include({ people: ['ann', 'bob'], came: 'bob' });
    const { message: went } = await new Office().left(groupLeftEvent({ ...told, connectionId: '1', userId: 'ann' }));
    expect(went).to.deep.include({ people: [], went: 'ann' });
  });
});

describe('the office, its clients and the service', () => {
  let app: TestApp;
  before(async () => {
    app = await startTestApp({ controllers: [Office], settings: { WebPubSubFunctionKeys: 'k' } });
  });
  beforeEach(() => app.reset());
  after(() => app.close());

  const enter = (userId: string): Promise<TestClient> => app.connect('office', { userId, roles });
  const call = async (path: string, method = 'GET') => {
    const response = await fetch(app.url + path, { method, headers: { 'x-functions-key': 'k' } });
    const text = await response.text();
    return [response.status, text === '' ? undefined : (JSON.parse(text) as unknown)];
  };

  it('tells everybody who comes into a room, and who leaves it', async () => {
    const [ann, bob] = [await enter('ann'), await enter('bob')];
    await bob.joinGroup('kitchen');
    await ann.next({ data: { room: 'kitchen', came: 'bob', people: ['bob'] } });
    await bob.leaveGroup('kitchen');
    await ann.next({ data: { room: 'kitchen', went: 'bob', people: [] } });
  });

  it('tells of one whose connection is lost', async () => {
    const [ann, bob] = [await enter('ann'), await enter('bob')];
    await bob.joinGroup('library');
    await bob.drop();
    await ann.next({ data: { room: 'library', went: 'bob', people: [] } });
  });

  it('says who is where, and who is anywhere', async () => {
    const [ann, bob] = [await enter('ann'), await enter('bob')];
    await ann.joinGroup('kitchen');
    await bob.joinGroup('kitchen');
    expect(await call('/rooms')).to.deep.equal([200, { kitchen: ['ann', 'bob'], library: [], workshop: [] }]);
    expect(await call('/people/bob')).to.deep.equal([200, { isHere: true, rooms: ['kitchen'] }]);
    expect(await call('/people/eve')).to.deep.equal([200, { isHere: false, rooms: [] }]);
    expect(await call('/rooms/kitchen')).to.deep.equal([200, { isEmpty: false }]);
    expect(await call('/rooms/library')).to.deep.equal([200, { isEmpty: true }]);
  });

  it('shows somebody out, who goes on hearing and may come back', async () => {
    const bob = await enter('bob');
    await bob.joinGroup('kitchen');
    expect(await call('/rooms/kitchen/people/bob', 'DELETE')).to.deep.equal([204, undefined]);
    await bob.next({ data: { went: 'bob', people: [] } });
    expect(await call('/people/bob')).to.deep.equal([200, { isHere: true, rooms: [] }]);
    await bob.joinGroup('kitchen');
  });

  it('lets nobody ask or remove without the key, nor join another group', async () => {
    for (const path of ['/rooms', '/rooms/kitchen', '/people/ann'])
      expect((await fetch(app.url + path)).status).to.equal(401);
    expect((await fetch(`${app.url}/rooms/kitchen/people/ann`, { method: 'DELETE' })).status).to.equal(401);
    const eve = await enter('eve');
    const refusal = await eve.joinGroup('vault').catch((error: unknown) => error);
    expect(String(refusal)).to.include('Forbidden');
  });
});
