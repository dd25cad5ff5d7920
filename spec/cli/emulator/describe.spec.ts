import { expect } from 'chai';
import { describeEmulator, emulatorAsJson } from '../../../lib/cli/emulator/describe.js';

const emulator = { url: 'https://localhost:1', connectionString: 'Endpoint=https://localhost:1;', certificate: 'PEM' };

describe('a started emulator', () => {
  it('is described to people', () => {
    expect(describeEmulator(emulator)).to.include('wss://localhost:1/client/hubs/{hub}').and.include('Ctrl+C');
  });

  it('is one line of JSON', () => {
    const line = emulatorAsJson(emulator);
    expect(line.indexOf('\n')).to.equal(line.length - 1);
    expect(JSON.parse(line)).to.deep.equal({ ...emulator, clientUrl: 'wss://localhost:1/client/hubs/{hub}' });
  });
});
