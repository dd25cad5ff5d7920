import { expect } from 'chai';
import { CookieJar } from '../../../lib/emulator/broker/cookie-jar.js';

const now = 1_700_000_000_000;

/** What comes back to `asked` after `url` set these cookies. */
function back(lines: readonly string[], asked = 'http://app.example/a/b/e', later = 0): string | undefined {
  const jar = new CookieJar();
  jar.take('http://app.example/a/b/c', lines, now);
  return jar.headerFor(asked, now + later);
}

describe('the cookies of an app', () => {
  it('come back, each as it was last set', () => {
    expect(back(['a=1; HttpOnly', 'b="x y"', 'a=2=3'])).to.equal('b="x y"; a=2=3');
    expect(back([])).to.equal(undefined);
  });

  it('come back to their host, and to others only in their domain', () => {
    expect(back(['a=1'], 'http://other.example/a/b/e')).to.equal(undefined);
    expect(back(['a=1'], 'http://sub.app.example/a/b/e')).to.equal(undefined);
    expect(back(['a=1; Domain=.App.example'], 'http://sub.app.example/a/b/e')).to.equal('a=1');
    expect(back(['a=1; Domain=evil.example'])).to.equal(undefined);
    expect(back(['a=1; Domain=app.example'], 'http://notapp.example/a/b/e')).to.equal(undefined);
  });

  it('come back below their path, the longer path first', () => {
    expect(back(['a=1; Path=/', 'b=2; Path=/a', 'c=3; Path=/x'])).to.equal('b=2; a=1');
    expect(back(['a=1'], 'http://app.example/a')).to.equal(undefined);
    expect(back(['a=1; Path=/a'], 'http://app.example/ab')).to.equal(undefined);
  });

  it('come back over https alone where they say so', () => {
    expect(back(['a=1; Secure'])).to.equal(undefined);
    expect(back(['a=1; Secure'], 'https://app.example/a/b/e')).to.equal('a=1');
  });

  it('end when they say so', () => {
    const expires = new Date(now + 5000).toUTCString();
    expect(back(['a=1; Max-Age=2'], undefined, 1999)).to.equal('a=1');
    expect(back(['a=1; Max-Age=2', `b=1; Expires=${expires}`], undefined, 2000)).to.equal('b=1');
    expect(back([`a=1; Expires=${expires}; Max-Age=9`], undefined, 6000)).to.equal('a=1');
    expect(back(['a=1', 'a=; Max-Age=0'])).to.equal(undefined);
  });

  it('are not taken where they are none, or could fill the memory', () => {
    expect(back(['', '=x', 'name', 'a=é', `a=${'x'.repeat(5000)}`])).to.equal(undefined);
    const many = Array.from({ length: 60 }, (_, index) => `c${index}=1`);
    expect(back(many)?.split('; ')).to.have.length(50).and.include('c59=1');
  });
});
