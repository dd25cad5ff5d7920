import { expect } from 'chai';
import { Timeline } from '../../../../lib/emulator/inspector/model/timeline.js';
import { entry, story } from '../../../support/inspector-entries.js';

const idsOf = (timeline: Timeline): readonly (readonly number[])[] =>
  timeline.chains.map(({ entries }) => entries.map(({ id }) => id));

describe('the timeline', () => {
  it('puts entries together by their cause', () => {
    const timeline = new Timeline();
    timeline.add(story);
    expect(idsOf(timeline)).to.deep.equal([
      [1, 2],
      [3, 4, 5, 9, 10],
      [6, 7, 8],
    ]);
    expect(timeline.lastId).to.equal(10);
  });

  it('ties a call to the one event that was with the app of its hub', () => {
    const timeline = new Timeline();
    timeline.add(story);
    expect(timeline.get(3)?.calls).to.deep.equal([{ id: 6, isSure: true }]);
    expect(timeline.get(6)?.during).to.deep.equal({ id: 3, isSure: true });
  });

  it('says that it cannot know where two events were with the app', () => {
    const timeline = new Timeline();
    const other = entry({ id: 2, what: 'event.sent', eventId: 9, connectionId: 'c2' });
    timeline.add([other, ...story.slice(2)]);
    expect(timeline.get(6)?.during).to.deep.equal({ id: 3, isSure: false });
  });

  it('ties no call to an event of another hub, nor to one that was answered', () => {
    const timeline = new Timeline();
    timeline.add([...story, entry({ id: 11, what: 'event.sent', hub: 'other', eventId: 1 })]);
    timeline.add([{ id: 12, time: 40, what: 'rest.called', hub: 'chat' }]);
    expect(timeline.get(12)?.during).to.equal(undefined);
  });

  it('ties no call to an event whose answer it has not seen for too long', () => {
    const timeline = new Timeline();
    timeline.add([
      entry({ what: 'event.sent', eventId: 1 }),
      { id: 2, time: 100_001, what: 'rest.called', hub: 'chat' },
    ]);
    expect(timeline.get(2)?.during).to.equal(undefined);
  });

  it('knows users by their connections', () => {
    const timeline = new Timeline();
    timeline.add(story);
    timeline.nameUser('c2', 'bob');
    expect(['c1', 'c2', 'c3', undefined].map((id) => timeline.userOf(id))).to.deep.equal([
      ...['ann', 'bob', undefined, undefined],
    ]);
  });

  it('keeps together what it did not see beginning', () => {
    const timeline = new Timeline();
    timeline.add([entry({ id: 8, cause: 3 }), entry({ id: 9, cause: 3 })]);
    expect(idsOf(timeline)).to.deep.equal([[8, 9]]);
  });

  it('keeps the newest chains, within a number of them and of their entries', () => {
    const timeline = new Timeline({ chains: 3, entries: 5 });
    const entries = [1, 2, 3, 4, 5].map((id) => entry({ id }));
    timeline.add([...entries, entry({ id: 6, cause: 5 }), entry({ id: 7, cause: 5 }), entry({ id: 8, cause: 5 })]);
    expect(idsOf(timeline)).to.deep.equal([[4], [5, 6, 7, 8]]);
    expect([timeline.dropped, timeline.entryCount, timeline.get(3)]).to.deep.equal([3, 5, undefined]);
  });

  it('keeps so many bytes, and the newest chain whatever it weighs', () => {
    const timeline = new Timeline({ bytes: 1000 });
    timeline.add([entry({ id: 1, path: 'x'.repeat(400) }), entry({ id: 2, why: 'x'.repeat(400) }), entry({ id: 3 })]);
    expect(idsOf(timeline)).to.deep.equal([[1], [2], [3]]);
    const message = { dataType: 'text', data: '', metadata: { name: 'x'.repeat(200) } } as const;
    timeline.add([entry({ id: 4, message })]);
    expect(idsOf(timeline)).to.deep.equal([[2], [3], [4]]);
    timeline.add([entry({ id: 5, message: { dataType: 'text', data: 'x'.repeat(2000) } })]);
    expect(idsOf(timeline)).to.deep.equal([[5]]);
  });

  it('counts what one chain has too much of', () => {
    const timeline = new Timeline({ entriesOfChain: 2 });
    timeline.add([entry(), entry({ id: 2, cause: 1 }), entry({ id: 3, cause: 1 }), entry({ id: 4, cause: 1 })]);
    expect([idsOf(timeline), timeline.get(1)?.left]).to.deep.equal([[[1, 2]], 2]);
  });

  it('changes its revision, and the version of a chain, with each entry', () => {
    const timeline = new Timeline();
    timeline.add([entry()]);
    const [before, { revision }] = [timeline.get(1)?.version, timeline];
    timeline.add([entry({ id: 2, cause: 1 })]);
    expect(timeline.get(1)?.version).to.not.equal(before);
    expect(timeline.revision).to.not.equal(revision);
  });

  it('forgets everything but where it is', () => {
    const timeline = new Timeline();
    timeline.add(story);
    timeline.clear();
    expect([timeline.chains.length, timeline.entryCount, timeline.lastId]).to.deep.equal([0, 0, 10]);
  });
});
