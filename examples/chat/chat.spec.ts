import { expect } from 'chai';
import { HttpContext } from 'web-pubsub-bindings';
import {
  connectedEvent,
  connectEvent,
  disconnectedEvent,
  RecordingCollector,
  TestRuntime,
  userEvent,
} from 'web-pubsub-bindings/testing';
import { Chat } from './chat.js';

const connection = { baseUrl: 'ws://localhost/', url: 'ws://localhost/?access_token=token', accessToken: 'token' };
const ann = { hub: 'chat', connectionId: 'connection1', userId: 'ann' };
const bob = { hub: 'chat', connectionId: 'connection2', userId: 'bob' };

describe('Chat', () => {
  it('logs in who has a name', () => {
    expect(new Chat().login(new HttpContext({ query: { userid: 'ann' } }), connection)).to.include(connection);
    expect(() => new Chat().login(new HttpContext({ query: { userid: ' ' } }), connection)).to.throw(
      'Please give a name',
    );
  });

  it('lets a person in, into the group of everybody', () => {
    expect(new Chat().connect(connectEvent({ userId: 'ann' }))).to.deep.equal({ groups: ['Everyone'] });
  });

  it('refuses a banned name, and nobody without one', () => {
    expect(new Chat().connect(connectEvent({ userId: 'mallory' }))).to.include({ code: 'unauthorized' });
    expect(new Chat().connect(connectEvent())).to.include({ code: 'unauthorized' });
  });

  it('tells everybody who came', async () => {
    const sent = await new Chat().connected(connectedEvent({ ...ann, runtime: serviceWith([bob]) }));
    expect(sent).not.to.have.property('targetType');
    expect(sent.message)
      .to.include({ type: 'people', came: 'ann' })
      .and.deep.include({ people: ['ann', 'bob'] });
  });

  it('tells everybody, and the rooms that one was in, who went', async () => {
    const states = { rooms: ['Kitchen'] };
    const sent = await new Chat().disconnected(
      disconnectedEvent({ ...ann, states, runtime: serviceWith([ann, bob], 'Kitchen') }),
    );
    expect(sent.map(({ message }) => message)).to.have.length(2);
    expect(sent[1]).to.include({ targetType: 'Groups', targetId: 'Kitchen' });
    expect(sent[1]?.message)
      .to.include({ went: 'ann' })
      .and.deep.include({ people: ['bob'] });
  });

  it('joins a room: first the connection is added, then the room is told', async () => {
    const out = new RecordingCollector();
    const context = userEvent({ ...ann, data: { room: 'Kitchen' }, states: {}, runtime: serviceWith([]) });
    await new Chat().join(context, out);
    expect(out.items[0]).to.deep.equal({
      groupAction: 'Add',
      targetType: 'Connections',
      targetId: 'connection1',
      groupId: 'Kitchen',
    });
    expect(out.items[1]).to.include({ targetId: 'Kitchen' });
    expect(context.states).to.deep.equal({ rooms: ['Kitchen'] });
  });

  it('leaves a room', async () => {
    const out = new RecordingCollector();
    const context = userEvent({
      ...ann,
      data: { room: 'Kitchen' },
      states: { rooms: ['Kitchen', 'Garden'] },
      runtime: serviceWith([ann], 'Kitchen'),
    });
    await new Chat().leave(context, out);
    expect(out.items[0]).to.include({ groupAction: 'Remove', targetId: 'connection1', groupId: 'Kitchen' });
    expect(context.states).to.deep.equal({ rooms: ['Garden'] });
  });

  it('passes a message on, with who wrote it and when', async () => {
    const out = new RecordingCollector();
    const data = { id: '1', room: 'Everyone', text: 'hello' };
    expect(await new Chat().message(userEvent({ ...ann, data, states: {} }), out)).to.equal(undefined);
    expect(out.items).to.deep.equal([
      { message: { type: 'text', ...data, from: 'ann', at: '1970-01-01T00:00:00.000Z' } },
    ]);
  });

  it('answers the sender when a message cannot be passed on', async () => {
    const out = new RecordingCollector();
    const say = (room: string, text: string) =>
      new Chat().message(userEvent({ data: { id: '1', room, text }, states: {} }), out);
    expect(await say('Kitchen', 'hello')).to.include({
      type: 'refused',
      reason: 'Join Kitchen before you write there.',
    });
    expect(await say('Everyone', ' ')).to.include({ reason: 'There is nothing in this message.' });
    expect(await say('Everyone', 'x'.repeat(2_001))).to.include({ reason: 'A message has at most 2000 characters.' });
    expect(out.items).to.deep.equal([]);
  });
});

/** A runtime whose service has these people in these rooms. */
function serviceWith(
  people: readonly { readonly connectionId: string; readonly userId: string }[],
  ...rooms: string[]
) {
  const runtime = new TestRuntime();
  for (const { connectionId, userId } of people)
    runtime.service.connect('chat', { connectionId, userId, groups: ['Everyone', ...rooms] });
  return runtime;
}
