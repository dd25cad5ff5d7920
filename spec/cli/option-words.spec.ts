import { expect } from 'chai';
import { inOptionWords } from '../../lib/cli/option-words.js';
import { connectService } from '../../lib/index.js';
import { signedEvent, type SignedEventInit } from '../../lib/testing/index.js';

const settings = { WebPubSubConnectionString: 'Endpoint=https://a.example;AccessKey=key;Version=1.0;' };
const url = 'http://localhost:3000';

async function wordsOf(failing: () => unknown): Promise<string> {
  try {
    await failing();
  } catch (error) {
    return inOptionWords(error as Error);
  }
  return expect.fail('nothing failed');
}

const event = (init: object) => signedEvent({ url, accessKey: 'k', ...init } as unknown as SignedEventInit);

describe('the words of the command line', () => {
  for (const [words, failing] of [
    ['No hub is named. Give --hub, or set WebPubSubHub.', () => connectService({ settings }).server()],
    ['"!" is not a hub name.', () => connectService({ settings }).server('!')],
    [
      'is not there. Give --connection-string, or a --connection; or: Set X',
      () => connectService({ connection: 'X', settings }),
    ],
    ['--ttl is a number.', () => connectService({ settings }).server('a').sendToAll('x', { messageTtlSeconds: 999 })],
    [
      'The system event "connect" takes no --state.',
      () => event({ hub: 'a', eventName: 'connect', eventType: 'system', states: {} }),
    ],
    [
      'The group event "joined" was given an empty text as --group.',
      () => event({ hub: 'a', eventName: 'joined', eventType: 'group', group: '' }),
    ],
    [
      'a --connection-string that is none',
      () => event({ hub: 'a', eventName: 'b', accessKey: undefined, connectionString: 'Endpoint=x' }),
    ],
  ] as const) {
    it(`say: ${words}`, async () => {
      const said = await wordsOf(failing);
      expect(said)
        .to.include(words)
        .and.not.match(/connectService|signedEvent/);
    });
  }

  it('are not put over what others say', () => {
    const message = 'connectService(): signedEvent of the a takes no "b".';
    expect(inOptionWords(new Error(message))).to.equal(message);
  });
});
