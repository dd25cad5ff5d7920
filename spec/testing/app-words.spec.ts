import { expect } from 'chai';
import { CookieJar } from '../../lib/emulator/broker/cookie-jar.js';
import type { UpstreamEvent } from '../../lib/emulator/upstream/event.js';
import { AppWords } from '../../lib/testing/app-words.js';
import type { LoggedLine } from '../../lib/testing/recording-log.js';

const line = (level: LoggedLine['level'], message: string, details: object = {}): LoggedLine => ({
  ...{ level, message },
  details: { ...details },
});
const event: UpstreamEvent = {
  ...{ hub: 'chat', connectionId: 'c1', eventName: 'bid', eventId: 1, userId: undefined },
  ...{ eventType: 'user', cookies: new CookieJar(), contentType: 'text/plain', body: '' },
};

/** What a failure says that the app has said this before. */
function explained(say: (words: AppWords) => void, failure: unknown = new Error('It failed')): unknown {
  const words = new AppWords();
  words.logged(line('error', 'Long ago.'));
  const { mark } = words;
  say(words);
  const told = words.explain(failure, mark);
  return told instanceof Error ? told.message : told;
}

describe('the words of an app', () => {
  it('stand behind a failure: warnings and errors, with their reasons, since a mark', () => {
    const message = explained((words) => {
      words.logged(line('error', 'Chat.boom failed.', { err: new TypeError('boom') }));
      words.logged(line('warn', 'It is late'));
      words.logged(line('info', 'All is well.'));
    });
    expect(message).to.equal('It failed. The app said: Chat.boom failed: TypeError: boom. It is late.');
  });

  it('are what an event was answered, of which its client may not be told', () => {
    const words = 'Bid more.';
    const message = explained((app) => app.failed(event, { problem: 'the app answered 400', status: 400, words }));
    expect(message).to.equal('It failed. The app said: Bid more.');
  });

  it('are those of the service where the app says nothing', () => {
    const failure = { problem: 'the app answered 500', status: 500, words: 'Internal Server Error' };
    expect(explained((app) => app.failed(event, failure))).to.equal(
      'It failed. The service said: event "bid" failed: the app answered 500.',
    );
    const both = explained((app) => {
      app.logged(line('error', 'Chat.bid failed.'));
      app.failed(event, failure);
    });
    expect(both).to.equal('It failed. The app said: Chat.bid failed.');
  });

  it('are told once, in full, and not where the failure tells them itself', () => {
    const say = (app: AppWords): void => {
      for (const text of ['Nobody', 'Nobody answers.', 'Nobody answers. Add one.']) app.logged(line('warn', text));
    };
    expect(explained(say)).to.equal('It failed. The app said: Nobody. Nobody answers. Add one.');
    expect(explained((app) => app.logged(line('warn', 'It failed.')), new Error('It failed.'))).to.equal('It failed.');
  });

  it('are not told where the failure says the same, whatever stands at its end', () => {
    const say = (app: AppWords): void => app.logged(line('warn', 'Not yours.'));
    for (const told of ['Unauthorized: Not yours', 'Unauthorized: Not yours.', 'Unauthorized: Not  yours!'])
      expect(explained(say, new Error(told))).to.equal(told);
  });

  it('are those before the mark, too, that no failure has told yet', () => {
    const words = new AppWords();
    words.logged(line('error', 'Another test.'));
    const first = words.mark;
    words.logged(line('warn', 'It was told'));
    words.explain(new Error('It failed'), words.mark - 1);
    words.logged(line('warn', 'An output was refused.'));
    const { mark } = words;
    words.failed(event, { problem: 'the app answered 500', status: 500 });
    const { message } = words.explain(new Error('Nothing came'), mark, first) as Error;
    expect(message).to.equal(
      'Nothing came. The app said: An output was refused. The service said: event "bid" failed: the app answered 500.',
    );
    expect(words.explain(new Error('Nothing came'), words.mark, first)).to.have.property('message', 'Nothing came');
  });

  it('are told again where the app warns of a thing only once', () => {
    const again = line('debug', 'Nobody answers.', { code: 'WPS_FUNCTION_NOT_FOUND' });
    expect(explained((app) => app.logged(again))).to.equal('It failed. The app said: Nobody answers.');
  });

  it('are short, few and without secrets', () => {
    const message = explained((app) => {
      for (const key of ['a', 'b', 'c', 'd', 'e'])
        app.logged(line('error', `AccessKey=${key}${key};${key.repeat(400)}`));
    });
    expect(message).to.match(
      /^It failed\. The app said: AccessKey=…;a+… AccessKey=…;b+… .* And 2 more in app\.lines\.$/,
    );
    expect(String(message).length).to.be.below(1_100);
  });

  it('do not mind what cannot be made a text, nor a failure that is no error', () => {
    const { proxy, revoke } = Proxy.revocable({}, {});
    revoke();
    expect(explained((app) => app.logged(line('error', 'It broke.', { err: proxy })))).to.include('It broke.');
    expect(explained((app) => app.logged(line('error', 'It broke.')), 'no error')).to.equal('no error');
  });

  it('are in the stack, too, which runners print', () => {
    const words = new AppWords();
    words.logged(line('error', 'Boom.'));
    const failure = words.explain(new Error('It failed'), 0) as Error;
    expect(failure.stack).to.match(/^Error: It failed\. The app said: Boom\.\n +at /);
  });
});
