import { expect } from 'chai';
import { isReliable, splitSubprotocols, subprotocolOf } from '../../lib/protocol/subprotocols.js';

describe('subprotocol names', () => {
  it('are known in any letter case', () => {
    expect(subprotocolOf('JSON.webpubsub.azure.v1')).to.equal('json.webpubsub.azure.v1');
    expect(subprotocolOf('chat.v1')).to.equal(undefined);
  });

  it('say whether connections outlive their WebSocket', () => {
    expect(isReliable('json.reliable.webpubsub.azure.v1')).to.equal(true);
    expect(isReliable('json.webpubsub.azure.v1')).to.equal(false);
  });

  it('are split as the client spelled them', () => {
    expect(splitSubprotocols(' a.B ,c,,')).to.deep.equal(['a.B', 'c']);
    expect(splitSubprotocols(undefined)).to.deep.equal([]);
  });
});
