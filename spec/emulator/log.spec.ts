import { expect } from 'chai';
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

import { contained, type EmulatorLog } from '../../lib/emulator/log.js';

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

  it('that throws does not become the failure of what it tells of', () => {
    const fail = (): never => {
      throw new Error('disk full');
    };
    const log = contained({ warn: fail, error: fail });
    log.warn({}, '');
    log.error({}, '');
  });

  it('keeps its `this`', () => {
    const lines: string[] = [];
    const log = contained({
      lines,
      warn(_: object, message: string) {
        this.lines.push(message);
      },
      error: () => {},
    } as EmulatorLog & { lines: string[] });
    log.warn({}, 'Careful.');
    expect(lines).to.deep.equal(['Careful.']);
  });

  it('says all under NODE_DEBUG', async () => {
    expect(await stderrOf('web-pubsub:emulator')).to.match(/WEB-PUBSUB:EMULATOR \d+: seen 1/);
  });
});
