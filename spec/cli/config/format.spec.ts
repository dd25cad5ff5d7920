import { expect } from 'chai';
import { armVersion, behind, json, symbols } from '../../../lib/cli/config/format.js';
import { hubs } from '../../support/config/settings.js';

describe('what formats share', () => {
  it('is a symbol for each hub, told apart where only signs or letter case differ', () => {
    const found = symbols(['chat', 'a.b', 'a_b', 'A,b']);
    expect([...found.values()]).to.deep.equal(['chat', 'a_b', 'a_b_2', 'A_b_3']);
  });

  it('is the preview of ARM for presence alone', () => {
    expect(Object.values(hubs).map(armVersion)).to.deep.equal([
      '2024-03-01',
      '2024-03-01',
      '2025-12-01-preview',
      '2024-03-01',
    ]);
  });

  it('is what stands behind the URL of the app, and JSON with two blanks', () => {
    expect(behind('https://a', 'https://a/b')).to.equal('/b');
    expect(json({ a: 1 })).to.equal('{\n  "a": 1\n}\n');
  });
});
