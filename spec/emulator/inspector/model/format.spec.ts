import { expect } from 'chai';
import {
  formatAfter,
  formatBytes,
  formatCount,
  formatDuration,
  formatTime,
  shorten,
} from '../../../../lib/emulator/inspector/model/format.js';

describe('what people read', () => {
  it('is a time of day with milliseconds', () => {
    expect(formatTime(new Date(2026, 0, 2, 9, 5, 7, 42).getTime())).to.equal('09:05:07.042');
  });

  for (const [milliseconds, text] of [
    [0, '0 ms'],
    [999, '999 ms'],
    [1000, '1 s'],
    [1250, '1.25 s'],
    [125_000, '2 min 5 s'],
  ] as const) {
    it(`is a duration: ${text}`, () => {
      expect(formatDuration(milliseconds)).to.equal(text);
    });
  }

  it('is a time since the beginning, also when the clock was set back', () => {
    expect([0, 5, -5, -1250].map(formatAfter)).to.deep.equal(['+0 ms', '+5 ms', '−5 ms', '−1.25 s']);
  });

  it('is a size', () => {
    expect([12, 1024, 1536, 3 * 1024 * 1024].map(formatBytes)).to.deep.equal(['12 B', '1 KiB', '1.5 KiB', '3 MiB']);
  });

  it('is a number of things', () => {
    expect([formatCount(1, 'row'), formatCount(1204, 'delivery', 'deliveries')]).to.deep.equal([
      '1 row',
      '1,204 deliveries',
    ]);
  });

  it('is the beginning of what is long', () => {
    expect([shorten('abcdef', 3), shorten('abcd', 3)]).to.deep.equal(['abc…', 'abcd']);
  });
});
