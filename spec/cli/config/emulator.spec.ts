import { expect } from 'chai';
import { emulatorFormat } from '../../../lib/cli/config/emulator.js';
import { hubs, input } from '../../support/config/settings.js';

describe('the settings of hubs for the emulator', () => {
  it('are resources by the names of hubs', () => {
    const { chat } = hubs;
    expect(JSON.parse(emulatorFormat({ ...input(), hubs: { chat: chat ?? expect.fail() } }))).to.deep.equal({
      hubs: { chat: { properties: chat } },
    });
  });
});
