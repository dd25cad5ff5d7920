import { expect } from 'chai';
import { clientAccess } from '../../lib/cli/access.js';

const connectionString = 'Endpoint=https://a.example;AccessKey=secret;Version=1.0;';

describe('the access of the command line', () => {
  it('is made of options', async () => {
    const { url } = await clientAccess({
      'connection-string': connectionString,
      hub: 'chat',
      user: 'ann',
      role: ['r'],
    });
    const [, claims = ''] = url.split('.').slice(-2, -1);
    expect(url).to.match(/^wss:\/\/a\.example\/client\/hubs\/chat\?access_token=/);
    expect(claims).to.equal('');
  });

  it('lasts at least a minute', async () => {
    const [made] = await Promise.allSettled([clientAccess({ 'connection-string': connectionString, ttl: '0' })]);
    expect(made).to.have.property('reason').with.property('message').that.includes('at least 1');
  });
});
