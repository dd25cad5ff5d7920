import { expect } from 'chai';
import { portOption, readOptions, textOption, UsageError } from '../../lib/cli/command.js';

const options = { port: { type: 'string' }, quiet: { type: 'boolean' } } as const;

describe('the options of a command', () => {
  it('are what the command takes, and help', () => {
    expect(readOptions(['--port=1', '--quiet', '-h'], { options })).to.include({ port: '1', quiet: true, help: true });
  });

  for (const args of [['--prot', '1'], ['--port'], ['extra'], ['--quiet=yes']]) {
    it(`are nothing else: ${args.join(' ')}`, () => {
      expect(() => readOptions(args, { options })).to.throw(UsageError, /\.$/);
    });
  }

  it('are undefined where they were not given', () => {
    expect(textOption({}, 'host')).to.equal(undefined);
    expect(portOption({}, 'port')).to.equal(undefined);
  });

  it('take a port from 0 to 65535', () => {
    expect(portOption({ port: '0' }, 'port')).to.equal(0);
    expect(portOption({ port: '65535' }, 'port')).to.equal(65_535);
  });

  for (const port of ['65536', '-1', '80a', '', '1e3']) {
    it(`refuse the port "${port}"`, () => {
      expect(() => portOption({ port }, 'port')).to.throw(UsageError, '--port takes a number');
    });
  }
});
