import { expect } from 'chai';
import { choiceOption, portOption, readArguments, textOption, UsageError } from '../../lib/cli/command.js';

const options = { port: { type: 'string' }, quiet: { type: 'boolean' } } as const;

describe('the options of a command', () => {
  it('are what the command takes, and help', () => {
    expect(readArguments(['--port=1', '--quiet', '-h'], { options }).values).to.include({
      port: '1',
      quiet: true,
      help: true,
    });
  });

  for (const args of [['--prot', '1'], ['--port'], ['extra'], ['--quiet=yes']]) {
    it(`are nothing else: ${args.join(' ')}`, () => {
      expect(() => readArguments(args, { options })).to.throw(UsageError, /\.$/);
    });
  }

  it('stand beside operands, all of which are needed', () => {
    const command = { options, operands: ['module'] };
    expect(readArguments(['a.js', '--port', '1'], command).operands).to.deep.equal(['a.js']);
    expect(() => readArguments(['--port', '1'], command)).to.throw(UsageError, 'Which module?');
    expect(() => readArguments(['a.js', 'b.js'], command)).to.throw(UsageError, '"b.js" is one too many.');
    expect(readArguments(['--help'], command).values).to.include({ help: true });
  });

  it('take one of several words', () => {
    expect(choiceOption({ format: 'arm' }, 'format', ['arm', 'az'])).to.equal('arm');
    expect(choiceOption({}, 'format', ['arm', 'az'])).to.equal(undefined);
    const message = '--format takes one of arm, az, not "xml".';
    expect(() => choiceOption({ format: 'xml' }, 'format', ['arm', 'az'])).to.throw(UsageError, message);
  });

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
