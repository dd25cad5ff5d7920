import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { repository } from '../support/read-tree.js';
import { outcomeOf, said } from '../support/run-command.js';

const { scripts } = JSON.parse(readFileSync(join(repository, 'package.json'), 'utf8')) as {
  readonly scripts: Readonly<Record<string, string>>;
};

/** The examples that a script starts: its name, and what it hands to Node. */
const starts = Object.entries(scripts)
  .filter(([name]) => name.startsWith('start:'))
  .map(([name, command]) => [name, command.split(' ').slice(1)] as const);

function start(args: readonly string[], env: NodeJS.ProcessEnv = {}) {
  return spawn(process.execPath, [...args], { cwd: repository, env: { ...process.env, ...env } });
}

describe('the examples, as package.json starts them', () => {
  it('are all there is', () => {
    expect(starts.length).to.be.at.least(8);
  });

  for (const [name, args] of starts) {
    if (name === 'start:ask') continue;
    it(`${name} ends at Ctrl+C, also when npm passes it on and it comes twice`, async function () {
      // On a busy machine the second may come when the program has ended and Node is putting itself away: then nobody listens any more.
      this.retries(3);
      const child = start(args);
      const outcome = outcomeOf(child);
      await said(child.stdout, /Ctrl\+C ends it/);
      child.kill('SIGINT');
      child.kill('SIGINT');
      expect((await outcome).code).to.equal(0);
    }).timeout(20_000);
  }

  it('start:ask ends by itself', async () => {
    const { code, stdout } = await outcomeOf(start(starts.find(([name]) => name === 'start:ask')?.[1] ?? []));
    expect(code).to.equal(0);
    expect(stdout).to.include('TimeoutError');
  }).timeout(20_000);

  for (const [name, args] of starts.filter(([start]) => ['start:streaming', 'start:whiteboard'].includes(start))) {
    it(`${name} says in a line that its port cannot be had`, async () => {
      const { code, stderr } = await outcomeOf(start(args, { PORT: 'abc' }));
      expect(code).to.equal(1);
      expect(stderr).to.match(/^.*port.*\n$/);
    }).timeout(20_000);
  }
});
