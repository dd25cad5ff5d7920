import { expect } from 'chai';
import { bicepFormat } from '../../../lib/cli/config/bicep.js';
import { readBicep } from '../../support/config/read-bicep.js';
import { hubs, input } from '../../support/config/settings.js';

describe('the settings of hubs in bicep', () => {
  it('are the same when they are read again', async () => {
    expect(await readBicep(bicepFormat(input()))).to.deep.equal(hubs);
  });
});
