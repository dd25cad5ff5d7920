import { expect } from 'chai';
import { clientPath } from '../../lib/protocol/client-url.js';

describe('the path that clients connect to', () => {
  it('names the hub', () => {
    expect(clientPath('chat')).to.equal('/client/hubs/chat');
  });

  it('differs by protocol family', () => {
    expect(clientPath('chat', 'mqtt')).to.equal('/clients/mqtt/hubs/chat');
    expect(clientPath('chat', 'socketio')).to.equal('/clients/socketio/hubs/chat');
  });

  it('escapes what a hub name may hold and a path may not', () => {
    expect(clientPath('a[b]`c')).to.equal('/client/hubs/a%5Bb%5D%60c');
  });
});
