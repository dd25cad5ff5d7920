import { expect } from 'chai';
import { toUrlTemplate, withoutQuery } from '../../lib/cli/event-url.js';

describe('where events are posted', () => {
  for (const [given, expected] of [
    ['http://localhost:1', 'http://localhost:1/api/webpubsub/hubs/{hub}'],
    ['http://localhost:1/', 'http://localhost:1/api/webpubsub/hubs/{hub}'],
    ['http://localhost:1/own/{event}', 'http://localhost:1/own/{event}'],
    ['http://localhost:1/?code=a', 'http://localhost:1/?code=a'],
  ] as const) {
    it(`is ${expected} for ${given}`, () => {
      expect(toUrlTemplate(given)).to.equal(expected);
    });
  }

  it('is a URL', () => {
    expect(() => toUrlTemplate('localhost:3000')).to.throw('--url takes a URL');
  });

  it('is said without what may be a key', () => {
    expect(withoutQuery('http://a/b?code=c')).to.equal('http://a/b');
  });
});
