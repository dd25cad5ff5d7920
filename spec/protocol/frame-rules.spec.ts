import { expect } from 'chai';
import { FrameRules } from '../../lib/protocol/frame-rules.js';

/** What is wrong with the frame once this was asked of it. */
function problemOf(ask: (rules: FrameRules) => unknown): string | undefined {
  const rules = new FrameRules();
  ask(rules);
  return rules.problem;
}

describe('the rules of a frame', () => {
  it('take it as it is where nothing is wrong', () => {
    const rules = new FrameRules();
    const frame = { group: rules.groupName('g'), event: rules.eventName('e'), id: rules.idText('id', 'i') };
    expect(rules.judge(frame)).to.equal(frame);
  });

  it('keep the first problem', () => {
    const rules = new FrameRules();
    rules.groupName(' ');
    rules.eventName('1');
    expect(rules.judge({})).to.deep.equal({ problem: '"group" is no group name' });
  });

  it('want an event name, ids of 1 to 256 characters, and what a frame needs', () => {
    expect(problemOf((rules) => rules.eventName('a b'))).to.equal('"event" is no event name');
    for (const id of ['', 'x'.repeat(257)]) {
      expect(problemOf((rules) => rules.idText('id', id))).to.equal('"id" has none or over 256 characters');
    }
    expect(problemOf((rules) => rules.needed('sequenceId', undefined))).to.equal('"sequenceId" is missing');
    expect(problemOf((rules) => rules.needed('sequenceId', 0n))).to.equal(undefined);
  });

  it('let a message live for up to 300 seconds', () => {
    const rules = new FrameRules();
    expect([rules.lifetime(undefined), rules.lifetime(0), rules.lifetime(300n)]).to.deep.equal([
      {},
      { ttlSeconds: 0 },
      { ttlSeconds: 300 },
    ]);
    expect(rules.problem).to.equal(undefined);
    for (const seconds of [301, 2n ** 64n - 1n]) {
      expect(problemOf((asked) => asked.lifetime(seconds))).to.equal('the time to live is over 300 seconds');
    }
  });

  it('take metadata, its names as they are spelled', () => {
    const rules = new FrameRules();
    expect(rules.metadataOf(Object.entries({ A: '1', a: ' 2 ' }))).to.deep.equal({ A: '1', a: ' 2 ' });
    expect(problemOf((asked) => asked.metadataOf([['a', 1]]))).to.equal('"metadata" is no metadata');
    expect(problemOf((asked) => asked.metadataOf(undefined))).to.equal('"metadata" is no metadata');
  });
});
