import { expect } from 'chai';
import { armFormat } from '../../../lib/cli/config/arm.js';
import { readArm } from '../../support/config/read-arm.js';
import { hubs, input } from '../../support/config/settings.js';

describe('the settings of hubs in arm', () => {
  it('are the same when they are read again', () => {
    expect(readArm(armFormat(input()))).to.deep.equal(hubs);
  });
});
