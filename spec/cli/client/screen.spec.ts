import { expect } from 'chai';
import { startCommandIn, outcomeOf } from '../../support/run-command.js';
import { withService } from '../../support/with-service.js';
import { Screen } from '../../../lib/cli/client/screen.js';

describe('a screen', () => {
  it('is for nobody where no terminal is', () => {
    const screen = new Screen({ json: true });
    expect(screen.isInteractive).to.equal(false);
    screen.lines.close();
  });

  it('has no prompt in a pipe', () =>
    withService(async ({ env }) => {
      const child = startCommandIn({ env }, 'client', '--user', 'ann');
      child.stdin.end('/help\n/quit\n');
      const { stdout, stderr } = await outcomeOf(child);
      expect(stdout).not.to.include('> ');
      expect(stderr).to.include('/join <group>');
    }));
});
