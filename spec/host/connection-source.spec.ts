import { expect } from 'chai';
import { ConnectionSource } from '../../lib/host/connection-source.js';
import { codeOf, messageOf } from '../support/define.js';

const text = (key: string) => `Endpoint=https://chat.example;AccessKey=${key};Version=1.0;`;

/** A source whose settings are a function over `values`, with what it asked that function and what it complained of. */
function watching(values: Record<string, string | undefined>) {
  const [asked, problems]: [string[], unknown[]] = [[], []];
  const watched = (name: string) => {
    asked.push(name);
    return values[name];
  };
  const setting = (name: string) => values[name];
  const onProblem = (error: unknown) => void problems.push(error);
  const source = new ConnectionSource({ name: 'Main', where: 'Chat.a' }, { setting, watched, onProblem });
  return { source, asked, problems };
}

describe('the source of a connection', () => {
  it('gives the same connection while settings say the same', () => {
    const { source } = watching({ Main: text('one') });
    expect(source.current()).to.equal(source.current());
  });

  it('gives another one as soon as they say something else', () => {
    const values = { Main: text('one') };
    const { source } = watching(values);
    const before = source.current();
    values.Main = text('two');
    expect([before.accessKeys, source.current().accessKeys]).to.deep.equal([['one'], ['two']]);
  });

  it('asks for nothing but the settings that the connection was made of', () => {
    const { source, asked } = watching({ Main: text('one') });
    asked.length = 0;
    source.current();
    expect(asked).to.have.members(['Main', 'Main__secondaryAccessKey', 'Main__reverseProxyEndpoint', 'Main__origins']);
  });

  it('reads settings once where they are no function', () => {
    let reads = 0;
    const setting = (name: string) => ((reads += 1), name === 'Main' ? text('one') : undefined);
    const source = new ConnectionSource({ name: 'Main', where: 'Chat.a' }, { setting });
    const once = reads;
    source.current();
    expect(reads).to.equal(once);
  });

  it('keeps the connection before one that cannot be read, and complains once', () => {
    const values: Record<string, string | undefined> = { Main: text('one') };
    const { source, problems } = watching(values);
    for (const wrong of ['AccessKey=secret', undefined]) {
      values['Main'] = wrong;
      expect([source.current().accessKeys, source.current().accessKeys]).to.deep.equal([['one'], ['one']]);
    }
    expect(problems).to.have.lengthOf(1);
    values['Main'] = text('two');
    expect(source.current().accessKeys).to.deep.equal(['two']);
  });

  it('keeps it as well where the function throws', () => {
    const values = { Main: text('one') };
    const { source, problems } = watching(values);
    Object.defineProperty(values, 'Main', {
      get: () => {
        throw new Error('the vault is closed');
      },
    });
    expect([source.current().accessKeys, source.current().accessKeys]).to.deep.equal([['one'], ['one']]);
    expect(problems.map((error) => (error as Error).message)).to.deep.equal(['the vault is closed']);
  });

  it('keeps it as well where the new one could not tell whose events to take', () => {
    const values: Record<string, string | undefined> = { Main: text('one') };
    const { source, problems } = watching(values);
    source.require({ use: 'events', where: 'Chat.a' });
    Object.assign(values, { Main: undefined, Main__serviceUri: 'https://chat.example' });
    expect(source.current().accessKeys).to.deep.equal(['one']);
    expect(problems[0]).to.have.property('code', 'WPS_IDENTITY_INCOMPLETE');
  });

  it('by identity serves calls without more, and events only when it is known who sends them', () => {
    const { source } = watching({ Main__serviceUri: 'https://chat.example' });
    source.require({ use: 'calls', where: 'Chat.a' });
    const call = () => source.require({ use: 'events', where: 'Chat.b' });
    expect(codeOf(call)).to.equal('WPS_IDENTITY_INCOMPLETE');
    expect(messageOf(call)).to.match(/Main__webhookAudience, Main__tenantId, Main__principalId .*Chat\.b/);
  });

  it('by identity has no key to check the token of a caller with', () => {
    const { source } = watching({ Main__serviceUri: 'https://chat.example' });
    expect(codeOf(() => source.require({ use: 'callerTokens', where: 'Chat.a' }))).to.equal('WPS_CONNECTION_KEYLESS');
  });
});
