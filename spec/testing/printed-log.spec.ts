import { expect } from 'chai';
import { printedLog } from '../../lib/testing/printed-log.js';
import { recordingLog } from '../support/recording-log.js';

describe('a log that prints', () => {
  it('prints once it is started, and its levels alone', () => {
    const { log: to, lines } = recordingLog();
    const { log, start } = printedLog(['warn'], to);
    log.warn('at the start');
    start();
    log.warn('late');
    log.warn({ hub: 'chat' }, 'later');
    log.error('an error');
    expect(lines.map(({ message, details }) => [message, details])).to.deep.equal([
      ['late', {}],
      ['later', { hub: 'chat' }],
    ]);
  });
});
