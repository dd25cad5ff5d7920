import { expect } from 'chai';
import { withoutSecrets } from '../../lib/testing/without-secrets.js';

describe('a text without secrets', () => {
  const rows: readonly (readonly [string, string])[] = [
    ['No endpoint in Endpoint=http://x;AccessKey=abc+/=;Version=1.0;', 'AccessKey=…;Version=1.0;'],
    ['GET http://x/?a=1&code=secret&b=2 failed', '?a=1&code=…&b=2 failed'],
    ['ws://x/client/hubs/h?access_token=secret', '?access_token=…'],
    ['ws://x/?awps_reconnection_token=secret', 'awps_reconnection_token=…'],
    ['authorization: Bearer abc.def', 'Bearer …'],
    ['the token eyJhbGciOiJIUzI1NiJ9.eyJhIjoxfQ.c2ln is over', 'the token … is over'],
  ];
  for (const [text, shown] of rows)
    it(`shows ${shown}`, () => {
      expect(withoutSecrets(text).endsWith(shown), withoutSecrets(text)).to.equal(true);
    });

  it('is as it was where there is none', () => {
    const text = 'The state code=5 of accessKeys: TypeError: boom.';
    expect(withoutSecrets(text)).to.equal(text);
  });
});
