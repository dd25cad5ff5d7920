import { expect } from 'chai';
import { exactly, FilteredChains, fits, parseFilter } from '../../../../lib/emulator/inspector/model/filter.js';
import { Timeline } from '../../../../lib/emulator/inspector/model/timeline.js';
import { entry, story } from '../../../support/inspector-entries.js';

function fitting(text: string): readonly number[] {
  const timeline = new Timeline();
  timeline.add([
    ...story,
    entry({ id: 11, what: 'frame.failed', hub: 'other', connectionId: 'c2', group: 'the group' }),
  ]);
  return timeline.chains.filter((chain) => fits(chain, parseFilter(text), timeline)).map(({ id }) => id);
}

describe('a filter', () => {
  for (const [text, ids] of [
    ['', [1, 3, 6, 11]],
    ['hub:chat', [1, 3, 6]],
    ['h:CHAT', [1, 3, 6]],
    ['user:ann', [1, 3, 6]],
    ['connection:c2', [11]],
    ['group:"the group"', [11]],
    ['kind:event', [3]],
    ['-kind:rest -hub:other', [1, 3]],
    ['is:failed', [11]],
    ['hello', [3]],
    ['"to all"', [6]],
    ['sendToAll 202', [6]],
    ['http://app', [3]],
    ['hello -hello', []],
    ['hub:', [1, 3, 6, 11]],
    ['hub:cha', [1, 3, 6]],
    ['hub:"cha"', []],
    ['hub:"Chat"', [1, 3, 6]],
    ['group:"the"', []],
    ['-group:"the group"', [1, 3, 6]],
    ['user:"an"', []],
    ['"hell"', [3]],
    ['is:"fail"', [11]],
  ] as const) {
    it(`“${text}” shows ${JSON.stringify(ids)}`, () => {
      expect(fitting(text)).to.deep.equal(ids);
    });
  }

  for (const name of ['chat', 'two words', '"', '\\', 'a\\"b"', 'a\\', ' x\n', 'É']) {
    it(`finds exactly ${JSON.stringify(name)}`, () => {
      const timeline = new Timeline();
      timeline.add([entry({ id: 1, group: name }), entry({ id: 2, group: `${name}2` }), entry({ id: 3 })]);
      const filter = parseFilter(`${exactly('group', name)} kind:frame`);
      expect(timeline.chains.filter((chain) => fits(chain, filter, timeline)).map(({ id }) => id)).to.deep.equal([1]);
    });
  }

  it('takes what is no field for text', () => {
    expect(parseFilter('https://x a:b')).to.deep.equal([
      { field: 'text', text: 'https://x', isExact: false, isNot: false },
      { field: 'text', text: 'a:b', isExact: false, isNot: false },
    ]);
  });
});

describe('filtered chains', () => {
  it('are all of them, the very list, without a filter', () => {
    const timeline = new Timeline();
    timeline.add(story);
    expect(new FilteredChains(timeline).chains).to.equal(timeline.chains);
  });

  it('come to fit with what is added to them', () => {
    const timeline = new Timeline();
    const filtered = new FilteredChains(timeline);
    timeline.add([entry()]);
    filtered.set(parseFilter('kind:event'));
    expect(filtered.chains.length).to.equal(0);
    timeline.add([entry({ id: 2, cause: 1, what: 'event.sent' })]);
    expect(filtered.chains.length).to.equal(1);
    expect(filtered.chains).to.equal(filtered.chains);
  });
});
