import { expect } from 'chai';
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const file = new URL('../../lib/emulator/log.js', import.meta.url).href;
const code = `
  import { standardErrorLog, trace } from ${JSON.stringify(file)};
  standardErrorLog.warn({ hub: 'chat' }, 'Careful.');
  standardErrorLog.error({}, 'Broken.');
  trace('seen %d', 1);
`;

async function stderrOf(debug: string): Promise<string> {
  const env = { ...process.env, NODE_DEBUG: debug };
  return (await promisify(execFile)(process.execPath, ['--input-type=module', '-e', code], { env })).stderr;
}

describe('the log of the emulator', () => {
  it('is stderr, a line an entry, and silent about the rest', async () => {
    expect(await stderrOf('')).to.equal('emulator warning: Careful. {"hub":"chat"}\nemulator error: Broken. {}\n');
  });

  it('says all under NODE_DEBUG', async () => {
    expect(await stderrOf('web-pubsub:emulator')).to.match(/WEB-PUBSUB:EMULATOR \d+: seen 1/);
  });
});
