import { expect } from 'chai';
import { silentLogger, withDetails } from '../../lib/invocation/logger.js';
import { recordingLog } from '../support/recording-log.js';

describe('a log with details', () => {
  it('adds them to every line, below those of the line itself', () => {
    const { log, lines } = recordingLog();
    const detailed = withDetails(log, { a: 1, b: 1 });
    detailed.debug('x');
    detailed.error({ b: 2 }, 'y');
    expect(lines).to.deep.equal([
      { level: 'debug', message: 'x', details: { a: 1, b: 1 } },
      { level: 'error', message: 'y', details: { a: 1, b: 2 } },
    ]);
  });

  it('may say nothing at all', () => {
    expect(() => silentLogger.warn({}, 'x')).not.to.throw();
  });
});
