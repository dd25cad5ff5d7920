import { expect } from 'chai';
import {
  choiceOption,
  countOption,
  nameOption,
  objectOption,
  portOption,
  readArguments,
  textOption,
  textsOption,
  UsageError,
} from '../../lib/cli/command.js';

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
      expect(() => readArguments(args, { options })).to.throw(UsageError, /[.?]$/);
    });
  }

  it('are given once, where only one can count', () => {
    const more = { ...options, role: { type: 'string', multiple: true } } as const;
    expect(() => readArguments(['--port', '1', '--port=2'], { options })).to.throw(
      UsageError,
      '--port was given twice.',
    );
    expect(
      readArguments(['--role', 'a', '--role', 'b', '--quiet', '--quiet'], { options: more }).values,
    ).to.deep.include({ role: ['a', 'b'], quiet: true });
  });

  it('name something', () => {
    expect(nameOption({ audience: 'a' }, 'audience')).to.equal('a');
    expect(nameOption({}, 'audience')).to.equal(undefined);
    expect(() => nameOption({ audience: ' ' }, 'audience')).to.throw(UsageError, '--audience was given an empty text.');
  });

  it('stand beside operands, all of which are needed', () => {
    const command = { options, operands: ['module'] };
    expect(readArguments(['a.js', '--port', '1'], command).operands).to.deep.equal(['a.js']);
    expect(() => readArguments(['--port', '1'], command)).to.throw(UsageError, 'Which module?');
    expect(() => readArguments(['a.js', 'b.js'], command)).to.throw(UsageError, '"b.js" is one too many.');
    expect(readArguments(['--help'], command).values).to.include({ help: true });
  });

  it('leave an operand in brackets to whoever wants it', () => {
    const command = { options, operands: ['[url]'] };
    expect(readArguments([], command).operands).to.deep.equal([]);
    expect(readArguments(['ws://a'], command).operands).to.deep.equal(['ws://a']);
  });

  for (const args of [
    ['--port', '1', '--', 'npm', 'test', '--port', '2'],
    ['--port', '1', 'npm', 'test', '--port', '2'],
  ]) {
    it(`end where another program begins: ${args.join(' ')}`, () => {
      const { values, operands } = readArguments(args, { options, operands: ['command'], takesCommand: true });
      expect({ port: values['port'], operands }).to.deep.equal({ port: '1', operands: ['npm', 'test', '--port', '2'] });
    });
  }

  it('want the other program', () => {
    const command = { options, operands: ['command'], takesCommand: true } as const;
    expect(() => readArguments(['--quiet', '--'], command)).to.throw(UsageError, 'Which command?');
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

  it('are numbers, objects and lists where these are wanted', () => {
    expect(countOption({ ttl: '60' }, 'ttl')).to.equal(60);
    expect(() => countOption({ ttl: '1.5' }, 'ttl')).to.throw(UsageError, '--ttl takes a whole number');
    expect(objectOption({ state: '{"a":1}' }, 'state')).to.deep.equal({ a: 1 });
    expect(() => objectOption({ state: '1' }, 'state')).to.throw(UsageError, '--state takes a JSON object');
    expect(textsOption({ role: ['a', 'b'] }, 'role')).to.deep.equal(['a', 'b']);
    expect(textsOption({}, 'role')).to.deep.equal([]);
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
