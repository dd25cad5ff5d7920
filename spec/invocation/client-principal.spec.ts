import { expect } from 'chai';
import { readClientPrincipal } from '../../lib/invocation/client-principal.js';

const base64 = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64');
const claims = [{ typ: 'roles', val: 'admin' }, { typ: 'odd' }];

describe('the principal of a request', () => {
  it('is who App Service says the caller is', () => {
    const principal = readClientPrincipal([
      ['X-MS-CLIENT-PRINCIPAL', base64({ auth_typ: 'aad', claims, name_typ: 'n', role_typ: 'r' })],
      ['X-MS-CLIENT-PRINCIPAL-ID', 'u1'],
      ['X-MS-CLIENT-PRINCIPAL-NAME', 'ann@example.com'],
      ['X-MS-CLIENT-PRINCIPAL-IDP', 'aad'],
    ]);
    expect(principal).to.deep.equal({
      ...{ userId: 'u1', name: 'ann@example.com', provider: 'aad', roles: [] },
      claims: [{ type: 'roles', value: 'admin' }],
    });
  });

  it('is who Static Web Apps says the caller is', () => {
    const said = { identityProvider: 'github', userId: 'u2', userDetails: 'bob', userRoles: ['anonymous', 'member'] };
    expect(readClientPrincipal([['x-ms-client-principal', base64(said)]])).to.deep.equal({
      ...{ userId: 'u2', name: 'bob', provider: 'github', roles: ['anonymous', 'member'], claims: [] },
    });
  });

  for (const [what, headers] of [
    ['there are no headers', []],
    ['the header cannot be read', [['x-ms-client-principal', '!!!']]],
    ['the header is no object', [['x-ms-client-principal', base64('u1')]]],
    ['the header names nobody', [['x-ms-client-principal', base64({ userId: '' })]]],
    [
      'two lines say who it is, and a third one too',
      [
        ['x-ms-client-principal-id', 'ann'],
        ['X-MS-CLIENT-PRINCIPAL-ID', 'bob'],
        ['x-ms-client-principal', Buffer.from('{"userId":"cid"}').toString('base64')],
      ],
    ],
    [
      'two lines say who it is',
      [
        ['x-ms-client-principal-id', 'ann'],
        ['X-MS-CLIENT-PRINCIPAL-ID', 'bob'],
      ],
    ],
  ] as const) {
    it(`is nobody where ${what}`, () => {
      expect(readClientPrincipal(headers)).to.equal(undefined);
    });
  }
});
