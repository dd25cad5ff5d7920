import { expect } from 'chai';
import { readEmulatorOptions, wantsInspector } from '../../../lib/cli/emulator/options.js';

describe('the options of the emulator command', () => {
  it('go before defaults, and need no key', () => {
    expect(readEmulatorOptions({ port: '5', host: 'a' }, { port: 0 })).to.include({
      port: 5,
      host: 'a',
      accessKey: 'auto',
    });
    expect(readEmulatorOptions({ tls: true }, { port: 0 })).to.include({ port: 0, tls: true });
  });

  it('have a log', () => {
    expect(readEmulatorOptions({}).log).to.have.property('warn');
  });

  it('have an inspector where it can be reached, unless nobody wants it', () => {
    expect([wantsInspector({}, {}), wantsInspector({}, { host: '0.0.0.0' })]).to.deep.equal([true, true]);
    expect(wantsInspector({}, { host: 'example.com' })).to.equal(false);
    expect(wantsInspector({ 'no-inspector': true }, {})).to.equal(false);
  });

  it('watch a file alone', () => {
    expect(() => readEmulatorOptions({ watch: true })).to.throw('--watch needs --config');
    expect(readEmulatorOptions({ watch: true, config: 'a.json' })).to.include({ settingsFile: 'a.json' });
  });
});
