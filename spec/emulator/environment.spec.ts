import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from 'chai';
import { optionsFromEnvironment } from '../../lib/emulator/environment.js';
import { withFolder } from '../support/temporary-folder.js';

const read = (variables: Record<string, string>) =>
  optionsFromEnvironment(
    Object.fromEntries(Object.entries(variables).map(([name, text]) => [`WEB_PUBSUB_EMULATOR_${name}`, text])),
  );

describe('the environment of the emulator', () => {
  it('holds options', () => {
    const key = 'x'.repeat(32);
    const texts = {
      PORT: '0',
      HOST: '::1',
      ACCESS_KEY: key,
      SECONDARY_ACCESS_KEY: key,
      SETTINGS_FILE: 'a.json',
      TLS: 'True',
    };
    expect(read(texts)).to.deep.equal({
      ...{ port: 0, host: '::1', accessKey: key, secondaryAccessKey: key, settingsFile: 'a.json', tls: true },
    });
  });

  it('holds none by other names, nor in a variable that is empty', () => {
    expect([optionsFromEnvironment({ PORT: '80' }), read({ PORT: '', TLS: '' })]).to.deep.equal([{}, {}]);
  });

  it('holds hubs as a settings file does', () => {
    const settings = { anonymousConnectPolicy: 'allow' };
    const hubs = JSON.stringify({ chat: { properties: settings }, news: settings });
    expect(read({ HUBS: hubs })).to.deep.equal({ hubs: { chat: settings, news: settings } });
  });

  it('holds the files of a certificate', () =>
    withFolder(async (folder) => {
      const [key, cert] = [join(folder, 'key'), join(folder, 'cert')];
      await Promise.all([writeFile(key, 'k'), writeFile(cert, 'c')]);
      expect(read({ TLS: 'true', TLS_KEY_FILE: key, TLS_CERT_FILE: cert })).to.deep.equal({
        tls: { key: 'k', cert: 'c' },
      });
    }));

  it('holds no TLS where that is switched off, whatever files there are', () => {
    expect(read({ TLS: 'false', TLS_KEY_FILE: '/nowhere', TLS_CERT_FILE: '/nowhere' })).to.deep.equal({ tls: false });
  });

  const bad: readonly (readonly [Record<string, string>, string])[] = [
    [{ PROT: '1' }, 'PROT is unknown. The variables are WEB_PUBSUB_EMULATOR_PORT'],
    [{ constructor: '1' }, 'constructor is unknown'],
    [{ PORT: '1e3' }, 'PORT is no whole number'],
    [{ TLS: 'yes' }, 'TLS is neither "true" nor "false"'],
    [{ HUBS: '{ "sEcReT"' }, 'HUBS is no JSON'],
    [{ TLS_KEY_FILE: '/nowhere' }, 'TLS_CERT_FILE is missing beside WEB_PUBSUB_EMULATOR_TLS_KEY_FILE'],
    [{ TLS_CERT_FILE: '/nowhere' }, 'TLS_KEY_FILE is missing beside WEB_PUBSUB_EMULATOR_TLS_CERT_FILE'],
    [{ TLS_KEY_FILE: '/nowhere', TLS_CERT_FILE: '/nowhere' }, 'TLS_KEY_FILE is a file that cannot be read (ENOENT)'],
  ];
  for (const [variables, text] of bad) {
    it(`is refused by name: ${text}`, () => {
      expect(() => read(variables))
        .to.throw(`Emulator setting WEB_PUBSUB_EMULATOR_${text}`)
        .with.property('message')
        .that.not.includes('sEcReT');
    });
  }
});
