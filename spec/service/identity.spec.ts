import { expect } from 'chai';
import { identitySettings, readIdentity } from '../../lib/service/identity.js';
import { codeOf, messageOf } from '../support/define.js';

const guid = (digit: string) => '00000000-0000-0000-0000-000000000000'.replaceAll('0', digit);
const identityOf = (settings: Readonly<Record<string, string>>) =>
  readIdentity('Main', (setting) => settings[setting], 'Chat.join');
const complete = { Main__webhookAudience: 'api://x', Main__tenantId: guid('A'), Main__principalId: guid('B') };

describe('an identity', () => {
  it('is whatever @azure/identity finds where nothing is said', () => {
    expect(identityOf({}).credential).to.deep.equal({ kind: 'default' });
  });

  it('may be a managed identity, of its own or one of several', () => {
    const settings = { Main__credential: 'ManagedIdentity', Main__clientId: 'c' };
    expect(identityOf(settings).credential).to.deep.equal({ kind: 'managedidentity', clientId: 'c' });
  });

  it('may be an application with a secret', () => {
    const settings = { Main__clientSecret: 's', Main__clientId: 'c', Main__tenantId: guid('A') };
    expect(identityOf(settings).credential).to.deep.equal({
      ...{ kind: 'clientsecret', clientSecret: 's', clientId: 'c', tenantId: guid('a') },
    });
  });

  it('takes the events of one caller, ids in any letter case', () => {
    expect(identityOf(complete).caller).to.deep.equal({
      ...{ name: 'Main', authorityHost: 'https://login.microsoftonline.com' },
      ...{ audience: 'api://x', tenantId: guid('a'), principalId: guid('b') },
    });
  });

  it('may belong to another cloud', () => {
    const { caller, credential } = identityOf({
      ...complete,
      Main__authorityHost: 'https://login.microsoftonline.us/',
    });
    expect([caller, credential]).to.have.nested.property('[0].authorityHost', 'https://login.microsoftonline.us');
    expect(credential.authorityHost).to.equal('https://login.microsoftonline.us');
  });

  it('names every setting that is missing to take events', () => {
    expect(identityOf({}).caller).to.deep.equal({
      missing: ['Main__webhookAudience', 'Main__tenantId', 'Main__principalId'],
    });
    expect(identityOf({ ...complete, Main__webhookAudience: ' ' }).caller).to.deep.equal({
      missing: ['Main__webhookAudience'],
    });
  });

  it('needs all of an application with a secret', () => {
    const call = () => identityOf({ Main__clientSecret: 'hidden' });
    expect(codeOf(call)).to.equal('WPS_IDENTITY_INCOMPLETE');
    expect(messageOf(call)).to.include('Main__tenantId, Main__clientId').and.not.include('hidden');
  });

  const wrong: Readonly<Record<string, Record<string, string>>> = {
    Main__tenantId: { Main__tenantId: 'common' },
    Main__principalId: { ...complete, Main__principalId: 'chat-service' },
    Main__credential: { Main__credential: 'clientcertificate' },
    Main__authorityHost: { Main__authorityHost: 'http://login.example' },
    Main__managedIdentityResourceId: { Main__clientId: 'c', Main__managedIdentityResourceId: 'r' },
  };
  for (const [setting, settings] of Object.entries(wrong)) {
    it(`refuses a ${setting} that means nothing, without repeating it`, () => {
      const call = () => identityOf(settings);
      expect(codeOf(call)).to.equal('WPS_SETTING_INVALID');
      expect(messageOf(call))
        .to.include(setting)
        .and.not.include(`"${settings[setting] ?? ''}"`);
    });
  }

  it('knows which of its settings are there', () => {
    expect(
      identitySettings('Main', (setting) => ({ Main__clientId: 'c', Other__tenantId: 't' })[setting]),
    ).to.deep.equal(['Main__clientId']);
  });
});
