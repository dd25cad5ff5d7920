import { existsSync, readFileSync } from 'node:fs';
import { expect } from 'chai';
import { environmentFor } from '../../../lib/cli/emulator/environment.js';

describe('the environment of a program', () => {
  it('has the connection string in a setting', async () => {
    const { env, close } = await environmentFor({ connectionString: 'text' }, 'Own');
    await close();
    expect(env).to.include({ Own: 'text', PATH: process.env['PATH'] });
  });

  it('has a file with what to trust, for as long as it is needed', async () => {
    const { env, close } = await environmentFor({ connectionString: 'text', certificate: 'PEM' }, 'Own');
    const { NODE_EXTRA_CA_CERTS: file = '' } = env;
    const text = readFileSync(file, 'utf8');
    await close();
    expect([text.endsWith('PEM'), existsSync(file)]).to.deep.equal([true, false]);
  });
});
