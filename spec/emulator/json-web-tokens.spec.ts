import { expect } from 'chai';
import { jwt } from '../../lib/emulator/json-web-tokens.js';
import { repository } from '../support/read-tree.js';
import { run } from '../support/run.js';

describe('the library for tokens', () => {
  it('signs, and knows what it signed', () => {
    expect(jwt().verify(jwt().sign({ sub: 'ann' }, 'key'), 'key')).to.include({ sub: 'ann' });
  });

  it('is loaded at the first token, not when the emulator starts', async () => {
    const code = `
      import { createRequire } from 'node:module';
      import { startEmulator } from './dist/lib/emulator/index.js';
      const loaded = () => Object.keys(createRequire(import.meta.url).cache).some((path) => path.includes('jsonwebtoken'));
      const emulator = await startEmulator({ port: 0 });
      const before = loaded();
      await fetch(emulator.url + '/api/hubs/chat/users/ann?api-version=2024-12-01', { method: 'HEAD', headers: { authorization: 'Bearer x' } });
      await emulator.close();
      console.log(before, loaded());
    `;
    expect(await run(repository, process.execPath, '--input-type=module', '-e', code)).to.equal('false true\n');
  });
});
