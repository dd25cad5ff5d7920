import { expect } from 'chai';
import { createError, DeliveryError, UnauthorizedError } from '../../lib/errors.js';
import { createReporter } from '../../lib/host/reporting.js';
import type { ReportingOptions } from '../../lib/host/reporting.js';
import { connectEvent } from '../../lib/testing/events.js';
import { recordingLog } from '../support/recording-log.js';

const about = { function: 'Chat.f', eventId: '1', connectionId: 'c1', context: connectEvent() };

function reporting(options: Omit<ReportingOptions, 'log'> = {}) {
  const { log, lines } = recordingLog();
  return { reporter: createReporter({ log, ...options }), lines };
}

describe('the reporter', () => {
  it('tells the log and onError of a failure', () => {
    const heard: unknown[] = [];
    const error = new Error('boom');
    const { reporter, lines } = reporting({ onError: (...args) => heard.push(args) });
    reporter.failed(error, about);
    expect(heard).to.deep.equal([[error, about.context]]);
    expect(lines).to.deep.equal([
      {
        level: 'error',
        message: 'Chat.f failed.',
        details: { function: 'Chat.f', eventId: '1', connectionId: 'c1', err: error },
      },
    ]);
  });

  it('does not call a refusal a failure', () => {
    const heard: unknown[] = [];
    const { reporter, lines } = reporting({ onError: (error) => heard.push(error) });
    reporter.failed(new UnauthorizedError(), about);
    reporter.failed(Object.assign(new Error('gone'), { status: 410, expose: true }), about);
    expect([heard, lines.map(({ level }) => level)]).to.deep.equal([[], ['debug', 'debug']]);
  });

  it('calls an exposed 500 a failure', () => {
    const { reporter, lines } = reporting();
    reporter.failed(Object.assign(new Error('down'), { status: 503, expose: true }), about);
    expect(lines[0]?.level).to.equal('error');
  });

  it('tells of an output that did not arrive once, to onOutputError', () => {
    const heard: unknown[] = [];
    const error = new DeliveryError(1, [{ item: 1, outcome: 'failed' }]);
    const { reporter, lines } = reporting({
      onOutputError: (one) => heard.push(one),
      onError: (one) => heard.push(one),
    });
    reporter.undelivered(error, about);
    reporter.failed(error, about);
    expect([heard, lines.length]).to.deep.equal([[error], 1]);
  });

  it('survives callbacks that throw, or reject, and says so', async () => {
    const boom = (): never => {
      throw new Error('callback');
    };
    const rejecting = (): unknown => Promise.reject(new Error('callback'));
    const { reporter, lines } = reporting({ onError: boom, onOutputError: rejecting });
    reporter.failed(new Error('first'), about);
    reporter.undelivered(new DeliveryError(1, []), about);
    await new Promise(setImmediate);
    expect(lines.filter(({ message }) => message.startsWith('A callback for errors'))).to.have.length(2);
  });

  it('warns of a refused request the first time alone', () => {
    const { reporter, lines } = reporting();
    for (const key of ['a', 'a', 'b']) reporter.refused(createError('WPS_ORIGIN_UNKNOWN', { origin: '"x"' }), key);
    expect(lines.map(({ level }) => level)).to.deep.equal(['warn', 'debug', 'warn']);
  });

  it('tells once of what an app most likely did not mean', () => {
    const { reporter, lines } = reporting();
    for (const message of ['a', 'a', 'b']) reporter.noticed(message);
    expect(lines.map(({ level, message }) => [level, message])).to.deep.equal([
      ['warn', 'a'],
      ['warn', 'b'],
    ]);
  });

  it('keeps no more than a thousand warnings in mind', () => {
    const { reporter, lines } = reporting();
    for (let key = 0; key < 1001; key += 1)
      reporter.refused(createError('WPS_ORIGIN_UNKNOWN', { origin: '"x"' }), String(key));
    expect(lines.filter(({ level }) => level === 'warn')).to.have.length(1000);
  });

  it('warns of other things where one fault came a thousand times', () => {
    const { reporter, lines } = reporting();
    for (let key = 0; key < 1001; key += 1)
      reporter.refused(createError('WPS_ORIGIN_UNKNOWN', { origin: '"x"' }), String(key));
    reporter.refused(createError('WPS_SIGNATURE_MISMATCH', {}), 'signature');
    reporter.noticed('a function');
    expect(lines.slice(-2).map(({ level }) => level)).to.deep.equal(['warn', 'warn']);
  });
});
