import { expect } from 'chai';
import { problemLine, withoutSecrets } from '../../lib/cli/problem-line.js';

describe('the line of a problem', () => {
  for (const [text, said] of [
    ['"Endpoint=https://a;AccessKey=abc+/=;Version=1.0;"', '"Endpoint=https://a;AccessKey=…;Version=1.0;"'],
    ['ws://a/client?access_token=abc.d&x=1', 'ws://a/client?access_token=…&x=1'],
    ['/api?code=abc', '/api?code=…'],
    ['Bearer abc', 'Bearer …'],
    ['it was eyJhbGciOiJ9.eyJzdWIi.c2ln.', 'it was ….'],
  ] as const) {
    it(`has no secret: ${said}`, () => {
      expect(withoutSecrets(text)).to.equal(said);
    });
  }

  it('is one, and gives a terminal no orders', () => {
    expect(problemLine('a\n b\u001b[2J')).to.equal(String.raw`web-pubsub: a b\u001b[2J`);
  });

  it('ends, with the remedy', () => {
    const line = problemLine(`${'x'.repeat(3000)} Mend it.`);
    expect(line.length).to.be.lessThan(520);
    expect(line).to.match(/x Mend it\.$/);
  });
});
