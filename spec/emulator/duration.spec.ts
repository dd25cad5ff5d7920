import { expect } from 'chai';
import fc from 'fast-check';
import { ConfigurationError } from '../../lib/errors.js';
import { formatDuration, readDuration } from '../../lib/emulator/duration.js';
import { codeOf, messageOf } from '../support/define.js';

describe('a duration', () => {
  for (const [said, milliseconds] of [
    [0, 0],
    [1500, 1_500],
    ['500ms', 500],
    ['30s', 30_000],
    ['5m', 300_000],
    ['1.5h', 5_400_000],
    ['1d', 86_400_000],
  ] as const) {
    it(`${JSON.stringify(said)} has ${String(milliseconds)} ms`, () => {
      expect(readDuration(said, 'advance()')).to.equal(milliseconds);
    });
  }

  for (const said of [
    '30',
    '30 s',
    '-1s',
    '',
    's',
    '1w',
    '1e3ms',
    -1,
    NaN,
    Infinity,
    1e300,
    '99999999d',
    undefined,
    null,
    {},
    [30],
  ]) {
    it(`is not ${typeof said === 'number' ? String(said) : JSON.stringify(said)}`, () => {
      expect(codeOf(() => readDuration(said, 'advance()'))).to.equal('WPS_CLOCK_DURATION');
    });
  }

  it('that is none is named, with what to write instead', () => {
    expect(messageOf(() => readDuration('30 s', 'advance()'))).to.match(/^advance\(\) was given "30 s", .*"30s"/);
  });

  for (const [said, words] of [
    [Infinity, 'Infinity'],
    [null, 'null'],
    [{}, 'an object'],
  ] as const)
    it(`that is ${words} is named so`, () => {
      expect(messageOf(() => readDuration(said, 'advance()'))).to.include(`was given ${words},`);
    });

  it('is told in its largest units', () => {
    const told = [0, 250, 9_000, 90_061_000, 5_400_000].map(formatDuration);
    expect(told).to.deep.equal(['0ms', '250ms', '9s', '1d 1h', '1h 30m']);
  });

  it('is a number of milliseconds, or refused in our words, whatever is given', () => {
    const text = fc.oneof(fc.string(), fc.stringMatching(/^\d{0,4}(\.\d+)?(ms|s|m|h|d|x)$/));
    fc.assert(
      fc.property(fc.oneof(fc.anything(), text), (value) => {
        try {
          expect(readDuration(value, 'x')).to.be.within(0, 36_500 * 86_400_000);
        } catch (error) {
          expect(error).to.be.instanceOf(ConfigurationError);
        }
      }),
      { numRuns: 500 },
    );
  });
});
