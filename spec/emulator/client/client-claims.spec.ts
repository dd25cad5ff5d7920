import { expect } from 'chai';
import { claimLists, groupsOf, rolesOf, userIdOf } from '../../../lib/emulator/client/client-claims.js';

describe('claims', () => {
  it('are lists of texts for the app, short and long names alike', () => {
    const lists = claimLists({ sub: 'ann', exp: 1, role: ['a', 'b'], custom: [{ x: 1 }, true] });
    expect(lists).to.deep.equal({
      sub: ['ann'],
      'http://schemas.xmlsoap.org/ws/2005/05/identity/claims/nameidentifier': ['ann'],
      exp: ['1'],
      role: ['a', 'b'],
      'http://schemas.microsoft.com/ws/2008/06/identity/claims/role': ['a', 'b'],
      custom: ['{"x":1}', 'true'],
    });
  });

  it('name roles and groups, one or many', () => {
    expect([rolesOf({ role: 'a' }), rolesOf({ role: ['a', 'b'] }), rolesOf({})]).to.deep.equal([['a'], ['a', 'b'], []]);
    expect([groupsOf({ 'webpubsub.group': 'g' }), groupsOf({})]).to.deep.equal([['g'], []]);
  });

  it('name one user, as text whatever a token holds', () => {
    const users = ['ann', 7, true, ['ann', 'bob'], [], null, undefined].map((sub) => userIdOf({ sub } as object));
    expect(users).to.deep.equal(['ann', '7', 'true', 'ann', undefined, undefined, undefined]);
  });

  it('may have the name of something every object has', () => {
    expect(claimLists(JSON.parse('{"constructor":"x","__proto__":"y"}') as object)).to.have.own.property('__proto__');
  });
});
