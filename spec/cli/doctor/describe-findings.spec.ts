import { expect } from 'chai';
import { describeFinding, describeTotal, findingsAsJson } from '../../../lib/cli/doctor/describe-findings.js';
import { findingsOf } from '../../../lib/cli/doctor/finding.js';

const { ok, failure, skipped, unasked } = findingsOf('key');
const plain = (_: unknown, text: string): string => text;

describe('findings', () => {
  it('are a line each, the remedy below', () => {
    expect(describeFinding(failure('no', 'do it'), plain)).to.equal(
      'failure  key         no\n                     do it\n',
    );
    expect(describeFinding(ok('a\u001b'), plain)).to.equal('ok       key         a\\u001b\n');
  });

  it('are counted', () => {
    expect(describeTotal([ok('')])).to.equal('\nNothing is wrong.\n');
    expect(describeTotal([failure('', ''), failure('', ''), skipped('')])).to.equal(
      '\nSomething is wrong: 2 failures, 1 skipped.\n',
    );
  });

  it('say what was not looked at, and with which option it would be', () => {
    const found = [
      ok(''),
      skipped(''),
      unasked('', '--hub <name>'),
      findingsOf('routes').unasked('', '--module <file>'),
    ];
    expect(describeTotal(found)).to.equal(
      '\nNothing is wrong in what was looked at: 3 skipped.\nNot looked at: key needs --hub <name>, routes needs --module <file>.\n',
    );
  });

  it('are a line of JSON', () => {
    expect(JSON.parse(findingsAsJson([failure('a', 'b')]))).to.deep.equal({
      ...{ ok: false, findings: [{ check: 'key', level: 'failure', message: 'a', remedy: 'b' }] },
    });
  });
});
