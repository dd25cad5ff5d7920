import { expect } from 'chai';
import { systemClock } from '../../lib/clock.js';
import { readOptions } from '../../lib/emulator/options.js';
import { VirtualClock } from '../../lib/emulator/virtual-clock.js';

const key = 'x'.repeat(32);

describe('the options of the emulator', () => {
  it('may all be left out', () => {
    const { port, host, accessKeys, hubs } = readOptions({});
    expect([port, host, accessKeys[0], hubs]).to.deep.equal([
      8080,
      'localhost',
      'ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789ABCDEFGH',
      {},
    ]);
  });

  it('have another secondary key each time', () => {
    expect(readOptions({}).accessKeys[1]).to.not.equal(readOptions({}).accessKeys[1]);
    expect(readOptions({ secondaryAccessKey: key }).accessKeys[1]).to.equal(key);
  });

  const bad: readonly (readonly [string, object, string])[] = [
    ['an unknown one', { prot: 1 }, 'Emulator setting prot is unknown. It takes port, host'],
    ['a port that is none', { port: 65536 }, 'Emulator setting port is no whole number from 0 to 65535'],
    ['a port as text', { port: '80' }, 'Emulator setting port is no whole number'],
    ['a host that is no text', { host: 1 }, 'Emulator setting host is of type number'],
    // Node would listen everywhere.
    ['a blank host', { host: '', accessKey: key }, 'Emulator setting host is blank'],
    ['a short key', { accessKey: 'x'.repeat(31) }, 'Emulator setting accessKey is too short'],
    ['a key with a semicolon', { accessKey: `${key};` }, 'Emulator setting accessKey is no access key'],
    ['a key with a blank at its end', { accessKey: `${key} ` }, 'Emulator setting accessKey is no access key'],
    [
      'a key with a control character',
      { accessKey: `${key}\u0007${key}` },
      'Emulator setting accessKey is no access key',
    ],
    ['an inspector that is neither', { inspector: 'yes' }, 'Emulator setting inspector is neither true nor false'],
    [
      'an inspector where this machine cannot reach it',
      { inspector: true, host: '192.168.1.5', accessKey: key },
      'Emulator setting inspector is true, while host "192.168.1.5" is reached from elsewhere alone',
    ],
    ['hubs that are no object', { hubs: [] }, 'Emulator setting hubs is an array instead of an object'],
    ['no options at all', null as unknown as object, 'Emulator setting options is null instead of an object.'],
    [
      'hubs that are no object either',
      { hubs: 5 },
      'hubs is of type number instead of an object. It takes settings by',
    ],
    ['a log that is none', { log: 5 }, 'Emulator setting log is no log. Give it functions warn and error.'],
    ['a clock that is none', { clock: Date }, 'Emulator setting clock is no clock. Give it a VirtualClock, or'],
    ['half a clock', { clock: { now: () => 0 } }, 'Emulator setting clock is no clock.'],
    ['half a log', { log: { warn: () => {} } }, 'Emulator setting log is no log.'],
    ['the published key beyond loopback', { host: '0.0.0.0' }, 'Emulator setting accessKey is the published key'],
    [
      'the published key for a name',
      { host: 'example.com' },
      'Give a key of your own, let "auto" make one, or listen on localhost.',
    ],
  ];
  for (const [what, options, text] of bad) {
    it(`are refused with ${what}`, () => {
      expect(() => readOptions(options))
        .to.throw(text)
        .with.property('code', 'WPS_EMULATOR_SETTING');
    });
  }

  it('go by the time of the machine unless another clock is given', () => {
    const clock = new VirtualClock();
    expect([readOptions({}).clock, readOptions({ clock }).clock]).to.deep.equal([systemClock, clock]);
  });

  it('have an inspector where it is asked for, and this machine reaches it', () => {
    expect(readOptions({}).inspector).to.equal(false);
    for (const host of ['localhost', '::1', '0.0.0.0', '::']) {
      expect(readOptions({ host, accessKey: key, inspector: true }).inspector).to.equal(true);
    }
  });

  it('take a host as people write it', () => {
    const hostOf = (host: string) => readOptions({ host, accessKey: key }).host;
    expect(['LOCALHOST', '[::1]'].map(hostOf)).to.deep.equal(['localhost', '::1']);
    expect(['0:0:0:0:0:0:0:1', '::ffff:127.0.0.1'].map(hostOf)).to.deep.equal(['::1', '::ffff:7f00:1']);
  });

  it('never show a key in what they complain of', () => {
    const secret = 'sEcReT'.repeat(6);
    expect(() => readOptions({ accessKey: `${secret};` }))
      .to.throw()
      .with.property('message')
      .that.not.includes('sEcReT');
  });
});
