import { expect } from 'chai';
import { shownReceived } from '../../../../lib/emulator/inspector/model/received.js';

describe('what the test client was sent', () => {
  it('is text as it is, without a token', () => {
    expect(shownReceived('{"reconnectionToken":"secret"}')).to.equal('{"reconnectionToken":"(hidden)"}');
  });

  it('is bytes as a table', () => {
    expect(shownReceived(Uint8Array.of(0x68, 0x69, 0).buffer)).to.equal(
      '3 B\n000000  68 69 00                                         hi.',
    );
  });

  it('is cut where it is large', () => {
    expect(shownReceived('x'.repeat(16 * 1024 + 1))).to.equal(`${'x'.repeat(16 * 1024)}\n… (cut)`);
    const lines = shownReceived(new ArrayBuffer(5000)).split('\n');
    expect([lines[0], lines.length, lines.at(-1)]).to.deep.equal(['4.9 KiB', 258, '… (cut)']);
  });
});
