import { expect } from 'chai';
import { DailyQuota } from '../../../lib/emulator/broker/daily-quota.js';

const noon = Date.UTC(2026, 0, 1, 12);
const nextDay = Date.UTC(2026, 0, 2);

describe('the messages of a day', () => {
  it('are as many as there may be, until the next day of UTC', () => {
    const quota = new DailyQuota(2);
    expect([quota.take(1, noon), quota.take(0, noon), quota.take(1, nextDay - 1)]).to.deep.equal([true, true, false]);
    expect(quota.take(1, nextDay)).to.equal(true);
  });

  it('count each begun 2 KB, and a message that does not fit uses nothing up', () => {
    const quota = new DailyQuota(3);
    expect([quota.take(4097, noon), quota.take(1, noon)]).to.deep.equal([true, false]);
    const other = new DailyQuota(3);
    expect([other.take(8000, noon), other.take(2048, noon)]).to.deep.equal([false, true]);
  });

  it('are told to be used up once a day', () => {
    let told = 0;
    const quota = new DailyQuota(1, () => (told += 1));
    for (let message = 0; message < 3; message += 1) quota.take(1, noon);
    expect(told).to.equal(1);
    for (let message = 0; message < 3; message += 1) quota.take(1, nextDay);
    expect(told).to.equal(2);
  });
});
