import { expect } from 'chai';
import { recoveryUrl } from '../../lib/testing/recovery-url.js';

describe('the URL of a recovery', () => {
  it('has the connection and its token in the place of what it began with', () => {
    expect(recoveryUrl('ws://h:1/client/hubs/chat?access_token=a', 'c/1', 't+1')).to.equal(
      'ws://h:1/client/hubs/chat?awps_connection_id=c%2F1&awps_reconnection_token=t%2B1',
    );
  });
});
