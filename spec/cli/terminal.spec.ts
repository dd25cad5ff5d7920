import { expect } from 'chai';
import { painterOf, visible } from '../../lib/cli/terminal.js';

describe('a terminal', () => {
  it('has colours', () => {
    expect(painterOf({ isTTY: true }, {})('red', 'no')).to.equal('\u001b[31mno\u001b[39m');
  });

  for (const [why, terminal, environment] of [
    ['of a pipe', { isTTY: false }, {}],
    ['of a file', {}, {}],
    ['where NO_COLOR is set', { isTTY: true }, { NO_COLOR: '1' }],
    ['that can none', { isTTY: true }, { TERM: 'dumb' }],
  ] as const) {
    it(`has none ${why}`, () => {
      expect(painterOf(terminal, environment)('red', 'no')).to.equal('no');
    });
  }

  it('takes no orders from what others wrote', () => {
    expect(visible('a\u001b[2J\nb\u202e')).to.equal(String.raw`a\u001b[2J\nb\u202e`);
  });
});
