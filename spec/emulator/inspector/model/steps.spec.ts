import { expect } from 'chai';
import { stepsOf } from '../../../../lib/emulator/inspector/model/steps.js';
import { Timeline } from '../../../../lib/emulator/inspector/model/timeline.js';
import { entry, story } from '../../../support/inspector-entries.js';

function stepsIn(timeline: Timeline, id: number) {
  const chain = timeline.get(id);
  return chain === undefined ? [] : stepsOf(chain, timeline);
}

function storyOf(...more: readonly ReturnType<typeof entry>[]): Timeline {
  const timeline = new Timeline();
  timeline.add([...story, ...more]);
  return timeline;
}

describe('the steps of a chain', () => {
  it('go from the frame over the event, the calls of the app and their deliveries to the ack', () => {
    const lines = stepsIn(storyOf(), 3).map((step) =>
      'note' in step ? `${step.depth} ${step.note}` : `${step.depth} ${step.title} ${step.after}`,
    );
    expect(lines).to.deep.equal([
      '0 → event say +0 ms',
      '1 event handler +1 ms',
      '1 event say +2 ms',
      '2 Meanwhile the app called',
      '2 sendToAll +10 ms',
      '3 ← message +11 ms',
      '3 answered 202 +12 ms',
      '2 answered 204 +20 ms',
      '1 ← ack +21 ms',
    ]);
  });

  it('name who it is about when that changes, and say where a body is the same', () => {
    const steps = stepsIn(storyOf(), 3).filter((step) => 'entry' in step);
    expect(steps.map(({ who }) => who).slice(0, 3)).to.deep.equal(['ann', '', '']);
    expect(steps.map(({ isSameBody }) => isSameBody).slice(0, 3)).to.deep.equal([false, false, true]);
  });

  it('say that a call may be another event’s', () => {
    const timeline = new Timeline();
    timeline.add([entry({ id: 2, what: 'event.sent', eventId: 9, connectionId: 'c2' }), ...story.slice(2)]);
    const notes = stepsIn(timeline, 3).flatMap((step) => ('note' in step ? [step.note] : []));
    expect(notes).to.deep.equal(['Meanwhile the app called, perhaps for another event']);
  });

  it('are a hundred at most, and say how many more there are', () => {
    const timeline = new Timeline();
    timeline.add([entry(), ...Array.from({ length: 300 }, (_, index) => entry({ id: index + 2, cause: 1 }))]);
    const steps = stepsIn(timeline, 1);
    expect([steps.length, steps.at(-1)]).to.deep.equal([101, { note: '201 more entries', depth: 1 }]);
  });
});
