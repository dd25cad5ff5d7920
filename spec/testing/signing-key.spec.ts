import { expect } from 'chai';
import { hostnameOf, originOf } from '../../lib/testing/signing-key.js';
import { messageOf } from '../support/define.js';

const connectionString = 'Endpoint=https://chat.webpubsub.azure.com;AccessKey=secret-key;Version=1.0;';
const refused = (key: object) => messageOf(() => originOf('signedEvent', key));

describe('the key that a test signs with', () => {
  it('comes from the connection string, or alone', () => {
    expect(originOf('x', { connectionString, secondaryAccessKey: 'other' })).to.deep.equal({
      ...{ hostname: 'chat.webpubsub.azure.com', accessKeys: ['secret-key', 'other'] },
    });
    expect(originOf('x', { accessKey: 'k' })).to.deep.equal({ hostname: 'localhost', accessKeys: ['k'] });
    expect(hostnameOf('x', { connectionString, origin: 'eu.example.com' })).to.equal('eu.example.com');
  });

  it('has to be there, once', () => {
    expect(refused({})).to.include('no key to sign with').and.to.include('"connectionString"');
    expect(refused({ connectionString, accessKey: 'k' })).to.include('both');
  });

  it('is never part of a message', () => {
    const messages = [
      ...[refused({ accessKey: connectionString }), refused({ connectionString, accessKey: 'secret-key' })],
      refused({ connectionString: 'AccessKey=secret-key' }),
    ];
    expect(messages[0]).to.include('a whole connection string');
    expect(messages[2]).to.include('it has no Endpoint');
    expect(messages.join()).not.to.include('secret-key');
  });
});
