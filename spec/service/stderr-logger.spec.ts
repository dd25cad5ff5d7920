import { expect } from 'chai';
import type { Logger } from '../../lib/invocation/logger.js';
import { stderrLogger } from '../../lib/service/stderr-logger.js';

const log: Logger = stderrLogger;

/** What goes to stderr while `story` runs. */
function written(story: () => void): string {
  const { write } = process.stderr;
  let text = '';
  process.stderr.write = (chunk: string | Uint8Array): boolean => {
    text += String(chunk);
    return true;
  };
  try {
    story();
  } finally {
    process.stderr.write = write;
  }
  return text;
}

describe('the log to stderr', () => {
  it('has warnings with their details, those that are undefined left out', () => {
    const text = written(() => {
      log.warn({ function: 'Chat.f', eventId: undefined, count: 1 }, 'Something.');
      log.warn('Alone.');
    });
    expect(text).to.equal('[web-pubsub] warning: Something. (function=Chat.f count=1)\n[web-pubsub] warning: Alone.\n');
  });

  it('has errors with their stack', () => {
    const text = written(() => log.error({ err: new Error('boom') }, 'Chat.f failed.'));
    expect(text).to.match(/^\[web-pubsub\] error: Chat\.f failed\.\nError: boom\n +at /);
  });

  it('has nothing else', () => {
    const text = written(() => {
      log.debug('x');
      log.info({ a: 1 }, 'x');
    });
    expect(text).to.equal('');
  });
});
