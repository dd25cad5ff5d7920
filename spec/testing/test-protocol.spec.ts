import { expect } from 'chai';
import { subprotocols } from '../../lib/testing/test-protocol.js';

describe('the protocols of a test client', () => {
  it('are offered by the names of the service; a simple client offers none', () => {
    expect(subprotocols).to.deep.equal({
      simple: [],
      json: ['json.webpubsub.azure.v1'],
      'json.reliable': ['json.reliable.webpubsub.azure.v1'],
    });
  });
});
