import { expect } from 'chai';
import { azFormat } from '../../../lib/cli/config/az.js';
import { readAz } from '../../support/config/read-az.js';
import { hubs, input } from '../../support/config/settings.js';

describe('the settings of hubs in az', () => {
  it('are the same when they are read again', async () => {
    expect(await readAz(azFormat(input()))).to.deep.equal(hubs);
  });
});
