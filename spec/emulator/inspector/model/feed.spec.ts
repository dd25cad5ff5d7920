import { expect } from 'chai';
import { Feed } from '../../../../lib/emulator/inspector/model/feed.js';
import { entry } from '../../../support/inspector-entries.js';

function feedOf(): { feed: Feed; taken: number[] } {
  const taken: number[] = [];
  return { feed: new Feed((entries) => taken.push(...entries.map(({ id }) => id))), taken };
}

describe('the feed', () => {
  it('hands entries over, and holds them back while it is paused', () => {
    const { feed, taken } = feedOf();
    feed.take({ entries: [entry({ id: 1 })] });
    feed.pause();
    feed.take({ entries: [entry({ id: 2 }), entry({ id: 3 })] });
    expect([feed.isPaused, feed.waiting, [...taken]]).to.deep.equal([true, 2, [1]]);
    feed.resume();
    expect([feed.isPaused, feed.waiting, taken]).to.deep.equal([false, 0, [1, 2, 3]]);
  });

  it('keeps so many while it is paused, the newest, and counts the others', () => {
    const { feed, taken } = feedOf();
    feed.pause();
    feed.take({ entries: Array.from({ length: 20_005 }, (_, id) => entry({ id })), lost: 2 });
    expect([feed.waiting, feed.lost]).to.deep.equal([20_000, 7]);
    feed.resume();
    expect(taken[0]).to.equal(5);
    feed.forget();
    expect(feed.lost).to.equal(0);
  });

  it('keeps so many bytes, too', () => {
    const { feed } = feedOf();
    feed.pause();
    const message = { dataType: 'text', data: 'x'.repeat(20 * 1024 * 1024) } as const;
    feed.take({ entries: [1, 2, 3].map((id) => entry({ id, message })) });
    expect([feed.waiting, feed.lost]).to.deep.equal([2, 1]);
  });
});
