import { expect } from 'chai';
import { AccessTokens, bearerToken } from '../../lib/emulator/access-tokens.js';
import { ManualClock } from '../support/manual-clock.js';

const [primary, secondary] = ['p'.repeat(32), 's'.repeat(32)] as const;
const isAudience = (audience: string): boolean => audience === 'a';

describe('an access token', () => {
  it('of either key holds, by its audience', () => {
    const clock = new ManualClock();
    const both = new AccessTokens([primary, secondary], clock);
    const token = new AccessTokens([secondary], clock).sign({ aud: ['x', 'a'], sub: 'ann' }, 60);
    expect(both.verify(token, { isAudience })).to.have.nested.property('claims.sub', 'ann');
  });

  it('is told by what is wrong with it, without any part of it', () => {
    const clock = new ManualClock();
    const tokens = new AccessTokens([primary], clock);
    const problems = [
      tokens.verify('x', { isAudience }),
      tokens.verify(new AccessTokens([secondary], clock).sign({ aud: 'a' }, 60), { isAudience }),
      tokens.verify(tokens.sign({ aud: 'b' }, 60), { isAudience }),
      tokens.verify(tokens.sign({ aud: 'a' }, -301), { isAudience }),
    ];
    expect(problems).to.deep.equal([
      { problem: 'The token cannot be read.' },
      { problem: 'The signature is invalid.' },
      { problem: 'The audience is invalid.' },
      { problem: 'The token is expired.' },
    ]);
  });

  it('of the primary key is never said to be of another one', () => {
    const clock = new ManualClock();
    const tokens = new AccessTokens([primary, secondary], clock);
    const tomorrow = new ManualClock();
    tomorrow.advance(86_400_000);
    const early = new AccessTokens([primary], tomorrow).sign({ aud: 'a' }, 60);
    const late = tokens.sign({ aud: 'a' }, -301);
    expect([late, early].map((token) => tokens.verify(token, { isAudience }))).to.deep.equal([
      { problem: 'The token is expired.' },
      { problem: 'The token is not valid yet.' },
    ]);
  });

  it('has five minutes beyond its end, or as many as are said', () => {
    const clock = new ManualClock();
    const tokens = new AccessTokens([primary], clock);
    const token = tokens.sign({ aud: 'a' }, 60);
    clock.advance(60_000 + 299_000);
    expect(tokens.verify(token, { isAudience })).to.have.property('claims');
    expect(tokens.verify(token, { isAudience, toleranceSeconds: 0 })).to.have.property('problem');
  });

  it('stands behind Bearer in a header', () => {
    expect(['Bearer abc', 'bearer  abc ', 'Basic abc', 'Bearer', undefined].map(bearerToken)).to.deep.equal([
      'abc',
      'abc',
      undefined,
      undefined,
      undefined,
    ]);
  });
});
