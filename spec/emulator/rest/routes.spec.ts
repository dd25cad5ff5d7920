import { expect } from 'chai';
import { findRoute } from '../../../lib/emulator/rest/routes.js';

describe('a route of the REST interface', () => {
  it('is found in any letter case, with a trailing slash, and with an encoded colon', () => {
    for (const path of ['/api/hubs/chat/:send', '/API/Hubs/chat/:SEND/', '/api/hubs/chat/%3Asend']) {
      expect(findRoute('POST', path)).to.deep.equal({ name: 'sendToAll', hub: 'chat', parameters: {} });
    }
  });

  it('has its parameters decoded once, after the split', () => {
    expect(findRoute('PUT', '/api/hubs/h/groups/a%2Fb/connections/c%252F+')).to.deep.equal({
      name: 'addConnectionToGroup',
      hub: 'h',
      parameters: { group: 'a/b', connectionId: 'c%2F+' },
    });
  });

  it('keeps an encoded slash as it is written where that is wanted, and decodes all else', () => {
    expect(findRoute('PUT', '/api/hubs/h/groups/a%2Fb%20c/connections/c%252f%2f', 'keep')).to.have.deep.property(
      'parameters',
      { group: 'a%2Fb c', connectionId: 'c%2f%2f' },
    );
  });

  it('tells methods of one path apart', () => {
    const path = '/api/hubs/h/connections/c';
    expect(findRoute('HEAD', path)).to.include({ name: 'connectionExists' });
    expect(findRoute('DELETE', path)).to.include({ name: 'closeConnection' });
    expect(findRoute('POST', path)).to.deep.equal({ allow: ['DELETE', 'HEAD'] });
  });

  it('is none with a dot for a name: elsewhere it is a step in the path', () => {
    // WHATWG URL 4.4: also where it is percent-encoded.
    for (const name of ['.', '..', '%2e', '.%2E', '%2e%2e']) {
      expect(findRoute('POST', `/api/hubs/chat/users/${name}/:send`)).to.deep.equal({ allow: [] });
    }
    expect(findRoute('POST', '/api/hubs/chat/users/.../:send')).to.have.property('name', 'sendToUser');
  });

  it('is none for any other path', () => {
    const paths = [
      '/',
      '/api/hubs',
      '/api/hubs/h',
      '/api/hubs/h/x',
      '/api/hubs/h/users/%ff',
      '/client/hubs/h/:send',
      '',
    ];
    expect(paths.map((path) => findRoute('POST', path))).to.deep.equal(Array(7).fill({ allow: [] }));
  });
});
