import { expect } from 'chai';
import { withConnection } from '../../lib/testing/test-settings.js';

const name = 'WebPubSubConnectionString';

describe('the settings of a test', () => {
  it('are its own, with a connection where it gives none', () => {
    for (const settings of [{ Hub: 'chat' }, (one: string) => (one === 'Hub' ? 'chat' : undefined), undefined]) {
      const look = withConnection(settings, 'fallback');
      expect([look('Hub'), look(name), look('Other')]).to.deep.equal([
        ...[settings === undefined ? undefined : 'chat', 'fallback', undefined],
      ]);
    }
    expect(withConnection({ [name]: 'own' }, 'fallback')(name)).to.equal('own');
  });
});
