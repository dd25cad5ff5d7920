import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { writeCertificate } from '../../../lib/cli/emulator/certificate.js';
import { UsageError } from '../../../lib/cli/command.js';
import { withFolder } from '../../support/temporary-folder.js';

const emulator = { url: 'https://localhost:1', certificate: 'PEM' };
const problemOf = (...args: Parameters<typeof writeCertificate>): Promise<unknown> =>
  writeCertificate(...args).catch((error: unknown) => error);

describe('the certificate of an emulator', () => {
  it('is written to a file', () =>
    withFolder(async (folder) => {
      const file = join(folder, 'a.pem');
      await writeCertificate(emulator, file);
      expect(readFileSync(file, 'utf8')).to.equal('PEM');
    }));

  it('is not wanted without a file', async () => {
    expect(await problemOf(emulator, undefined)).to.equal(undefined);
  });

  for (const [why, given, file] of [
    ['--certificate needs --tls.', { url: 'http://localhost:1' }, 'a.pem'],
    ['finds no authority', { url: 'https://localhost:1' }, 'a.pem'],
    ['cannot be written to /nowhere/a.pem (ENOENT)', emulator, '/nowhere/a.pem'],
  ] as const) {
    it(`cannot be had: ${why}`, async () => {
      expect(await problemOf(given, file))
        .to.be.instanceOf(UsageError)
        .and.property('message')
        .that.includes(why);
    });
  }
});
