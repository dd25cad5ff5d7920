import { expect } from 'chai';
import {
  connectedEvent,
  disconnectedEvent,
  RecordingCollector,
  TestRuntime,
  userEvent,
} from 'web-pubsub-bindings/testing';
import { Picture } from './picture.js';
import { userIdOf } from './visitor.js';
import { Whiteboard } from './whiteboard.js';

const line = { id: '1', colour: 'red', width: 3, points: [1, 2, 3, 4] };
const kept = { ...line, by: 'ann' };
const from = (userId: string, data: unknown) => userEvent({ userId, data });

describe('Whiteboard', () => {
  it('keeps a line, with who drew it, and tells everybody', async () => {
    const [board, out] = [new Whiteboard(new Picture({}, 0)), new RecordingCollector()];
    expect(await board.stroke(from('ann', { ...line, by: 'bob' }), out)).to.equal(undefined);
    expect(out.items).to.deep.equal([{ message: { type: 'drawn', revision: 1, stroke: kept } }]);
    expect(board.picture()).to.deep.equal({ type: 'picture', revision: 1, strokes: [kept] });
  });

  it('says nothing of a line that it has, and refuses one that has no room', async () => {
    const [board, out] = [new Whiteboard(new Picture({ strokes: 1 })), new RecordingCollector()];
    for (let times = 0; times < 2; times += 1) await board.stroke(from('ann', line), out);
    const refusal = await board.stroke(from('ann', { ...line, id: '2' }), out);
    expect(refusal).to.deep.include({ type: 'refused', id: '2' });
    expect(out.items.length).to.equal(1);
  });

  it('takes a line back for the one who drew it, once', async () => {
    const board = new Whiteboard(new Picture({}, 0));
    await board.stroke(from('ann', line), new RecordingCollector());
    expect(board.undo(from('bob', { id: '1' }))).to.equal(undefined);
    expect(board.undo(from('ann', { id: '1' }))).to.deep.equal({ message: { type: 'undone', revision: 2, id: '1' } });
    expect(board.undo(from('ann', { id: '1' }))).to.equal(undefined);
  });

  it('tells who is here: each person once, the one who came, and not the one who goes', async () => {
    const runtime = new TestRuntime();
    const groups = ['board'];
    for (const [connectionId, userId] of [
      ['1', 'bob'],
      ['2', 'bob'],
      ['3', 'carl'],
    ] as const)
      runtime.service.connect('whiteboard', { connectionId, userId, groups });
    const who = { hub: 'whiteboard', connectionId: '4', userId: 'ann', runtime };
    const came = await new Whiteboard().connected(connectedEvent(who));
    expect(came.message.people).to.deep.equal(['ann', 'bob', 'carl']);
    const went = await new Whiteboard().disconnected(disconnectedEvent({ ...who, connectionId: '3', userId: 'carl' }));
    expect(went.message.people).to.deep.equal(['bob']);
  });
});

describe('the user id of a visitor', () => {
  it('is a name and a hash, the same for the same secret', () => {
    expect(userIdOf('secret')).to.match(/^[A-Z][a-z]+ [A-Z][a-z]+ [0-9a-f]{16}$/);
    expect(userIdOf('secret')).to.equal(userIdOf('secret')).and.not.to.equal(userIdOf('other'));
  });
});
