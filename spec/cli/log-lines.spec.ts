import { expect } from 'chai';
import { createLog } from '../../lib/cli/log-lines.js';

function logged(isTTY: boolean, json: boolean): string {
  let text = '';
  const log = createLog({ isTTY, write: (line) => (text += line) }, { json });
  log.warn({ hub: 'chat', tries: 2 }, 'It failed\u001b.');
  return text;
}

describe('log lines', () => {
  it('are words on a terminal, with what others wrote made visible', () => {
    expect(logged(true, false).replaceAll(/\u001b\[\d+m/g, '')).to.match(
      /^\d\d:\d\d:\d\d warning It failed\\u001b\.\n {2}hub: chat\n {2}tries: 2\n$/,
    );
  });

  for (const [isTTY, json] of [
    [false, false],
    [true, true],
  ] as const) {
    it(`are JSON ${json ? 'where it is wanted' : 'elsewhere'}`, () => {
      const line = JSON.parse(logged(isTTY, json)) as object;
      expect(line).to.include({ level: 'warning', message: 'It failed\u001b.', hub: 'chat', tries: 2 });
      expect(line).to.have.property('time').that.matches(/Z$/);
    });
  }
});
