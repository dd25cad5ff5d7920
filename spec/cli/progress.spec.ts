import { expect } from 'chai';
import { showProgress } from '../../lib/cli/progress.js';

interface Watched {
  readonly isTTY?: boolean;
  readonly columns?: number;
  readonly environment?: NodeJS.ProcessEnv;
  readonly fails?: boolean;
}

/** What is written while something takes so many eighths of a second. */
async function written(ticks: number, watched: Watched = {}): Promise<string> {
  const { isTTY = true, columns = 80, environment = { NO_COLOR: '1' }, fails = false } = watched;
  let text = '';
  let tick: (() => void) | undefined;
  const stream = { isTTY, columns, write: (more: string) => (text += more) };
  const every = (_: number, run: () => void) => {
    tick = run;
    return () => (tick = undefined);
  };
  const work = async (): Promise<void> => {
    for (let count = 0; count < ticks; count++) tick?.();
    if (fails) throw new Error('it broke');
    return Promise.resolve();
  };
  await showProgress('asking', work, { stream, environment, every }).catch((error: unknown) => {
    text += (error as Error).message;
  });
  expect(tick, 'the timer').to.equal(undefined);
  return text;
}

describe('progress', () => {
  it('shows what takes longer than a second, and clears it away', async () => {
    expect(await written(8)).to.equal('\r\u001b[2K| asking … 1 s\r\u001b[2K');
    expect(await written(9)).to.include('\r\u001b[2K/ asking … 1 s');
  });

  it('shows nothing of what is done within a second', async () => {
    expect(await written(7)).to.equal('');
  });

  for (const [where, watched] of [
    ['in a pipe', { isTTY: false }],
    ['in CI', { environment: { CI: 'true' } }],
    ['on a terminal that knows no escapes', { environment: { TERM: 'dumb' } }],
  ] as const) {
    it(`shows nothing ${where}`, async () => {
      expect(await written(20, watched)).to.equal('');
    });
  }

  it('has colours where they are wanted', async () => {
    expect(await written(8, { environment: {} })).to.include('\u001b[90m| asking … 1 s\u001b[39m');
  });

  it('stays on one line of a narrow terminal', async () => {
    expect(await written(8, { columns: 8 })).to.equal('\r\u001b[2K| askin\r\u001b[2K');
  });

  it('clears its line also where the work fails', async () => {
    expect(await written(8, { fails: true })).to.match(/\r\u001b\[2Kit broke$/);
  });
});
