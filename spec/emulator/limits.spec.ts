import { expect } from 'chai';
import { readLimits } from '../../lib/emulator/limits.js';

const read = (value: unknown) => readLimits(value, 'limits');

describe('the limits of the emulator', () => {
  it("are the service's own", () => {
    const { messageBytes, waiting, waitingReliable, broker } = read({});
    expect(messageBytes).to.equal(1_048_576);
    expect(waiting).to.deep.equal({ messages: 1000, bytes: 16_777_216 });
    expect(waitingReliable).to.deep.equal({ messages: 1032, bytes: 33_554_432 });
    expect(broker).to.include({ connections: Infinity, messagesPerDay: Infinity, recoveryMilliseconds: 30_000 });
  });

  it('are those of a tier, by its name or among others', () => {
    expect(read('free').broker).to.include({ connections: 20, messagesPerDay: 20_000 });
    expect(read('standard').broker).to.include({ connections: 1000, messagesPerDay: Infinity });
    expect(read({ tier: 'free', connections: 3 }).broker).to.include({ connections: 3, messagesPerDay: 20_000 });
  });

  it('leave room for what a recovery sends', () => {
    const { waitingReliable } = read({ unackedMessages: 5000, waitingMessages: 10, waitingBytes: 1 });
    expect(waitingReliable).to.deep.equal({ messages: 5032, bytes: 33_554_432 });
  });

  for (const [value, text] of [
    ['premium', 'limits.tier is neither "free" nor "standard".'],
    [{ connections: 0 }, 'limits.connections is no whole number from 1'],
    [{ connections: NaN }, 'limits.connections is no whole number from 1'],
    [{ recoverySeconds: 2_147_484 }, 'limits.recoverySeconds is no whole number from 1 to 2147483.'],
    [{ messages: 1 }, 'limits.messages is unknown.'],
    [7, 'limits is of type number instead of an object.'],
  ] as const) {
    it(`are refused: ${text}`, () => {
      expect(() => read(value))
        .to.throw(text)
        .with.property('code', 'WPS_EMULATOR_SETTING');
    });
  }
});
