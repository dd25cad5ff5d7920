import { expect } from 'chai';
import { withoutToken } from '../../../../lib/emulator/inspector/model/without-token.js';

describe('a frame for people', () => {
  it('has no token by which its connection could be taken over', () => {
    const frame = { type: 'system', event: 'connected', reconnectionToken: 'eyJ', connectionId: 'c1' };
    expect(JSON.parse(withoutToken(JSON.stringify(frame)))).to.deep.equal({ ...frame, reconnectionToken: '(hidden)' });
  });

  it('is as it was otherwise', () => {
    expect(withoutToken('{"type":"pong"}')).to.equal('{"type":"pong"}');
  });
});
