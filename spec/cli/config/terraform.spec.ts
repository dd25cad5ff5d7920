import { expect } from 'chai';
import { terraformFormat } from '../../../lib/cli/config/terraform.js';
import { readTerraform } from '../../support/config/read-terraform.js';
import { hubs, input } from '../../support/config/settings.js';

describe('the settings of hubs in terraform', () => {
  it('are the same when they are read again', async () => {
    expect(await readTerraform(terraformFormat(input()))).to.deep.equal(hubs);
  });
});
