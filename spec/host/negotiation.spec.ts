import { expect } from 'chai';
import { createNegotiation } from '../../lib/host/negotiation.js';
import { codeOf, messageOf } from '../support/define.js';
import { settings } from '../support/signed-event.js';

const loose = createNegotiation as (options: object) => unknown;

describe('a negotiation', () => {
  it('is one HTTP function, for which it is asked by name', () => {
    const { host, functionName } = createNegotiation({ hub: 'chat', settings });
    expect(host.functions.map(({ name, kind }) => [name, kind])).to.deep.equal([[functionName, 'http']]);
  });

  it('refuses at once what its options cannot mean', () => {
    const wrong: readonly object[] = [
      { hub: 'chat', settings, usreId: 'ann' },
      { hub: 'chat', settings, userId: '{query' },
      { hub: 'chat', settings, groups: ['{room}'] },
      { hub: 'chat', settings, params: 'room' },
      { hub: 'chat', settings: {}, connection: 'Nowhere' },
      { settings },
    ];
    expect(wrong.map((options) => codeOf(() => loose(options)))).to.deep.equal([
      ...['WPS_OPTION_UNKNOWN', 'WPS_EXPRESSION_INVALID', 'WPS_EXPRESSION_UNKNOWN', 'WPS_OPTION_INVALID'],
      ...['WPS_CONNECTION_MISSING', 'WPS_HUB_MISSING'],
    ]);
  });

  it('takes an object of options and nothing else', () => {
    const codes = [null, 5, ['chat'], 'chat'].map((options) => codeOf(() => loose(options as unknown as object)));
    expect(new Set(codes)).to.deep.equal(new Set(['WPS_OPTION_INVALID']));
  });

  it('is called by its name in messages', () => {
    expect(messageOf(() => loose({ hub: 'chat', settings, userId: 5 }))).to.match(/function "negotiate".*userId/);
    expect(messageOf(() => loose({ hub: 'chat', settigns: settings }))).to.match(
      /negotiate\(\): negotiate has no option "settigns"\. It takes .*userId.*settings.*params/,
    );
  });

  it('does not believe who the platform says the caller is before somebody says so', () => {
    const options = { hub: 'chat', settings, userId: '{principal.userId}' };
    expect(codeOf(() => createNegotiation(options))).to.equal('WPS_PRINCIPAL_UNTRUSTED');
    expect(() => createNegotiation({ ...options, trustClientPrincipal: true })).not.to.throw();
    const onAppService = { ...settings, WEBSITE_AUTH_ENABLED: 'True' };
    expect(() => createNegotiation({ ...options, settings: onAppService })).not.to.throw();
  });
});
