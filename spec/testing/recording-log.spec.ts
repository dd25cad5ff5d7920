import { expect } from 'chai';
import { recordingLog } from '../../lib/testing/recording-log.js';

describe('a log that keeps its lines', () => {
  it('takes a message alone, or details and a message', () => {
    const { log, lines } = recordingLog();
    log.info('hello');
    log.error({ room: 'red' }, 'full');
    expect(lines).to.deep.equal([
      { level: 'info', message: 'hello', details: {} },
      { level: 'error', message: 'full', details: { room: 'red' } },
    ]);
  });
});
