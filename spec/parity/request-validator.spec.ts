import { expect } from 'chai';
import { WebPubSubTrigger } from '../../lib/index.js';
import type { HostOptions } from '../../lib/index.js';
import type { WireRequest } from '../support/app.js';
import { answerOf, boot } from '../support/parity.js';
import { eventHeaders, settings, signatureOf } from '../support/signed-event.js';
import type { HeaderLines } from '../support/signed-event.js';

class Chat {
  @WebPubSubTrigger({ hub: 'chat', eventType: 'user', eventName: 'message', connections: ['One', 'Two'] })
  message(): void {}
}
const one = 'Endpoint=https://one.webpubsub.azure.com;AccessKey=key-of-one;Version=1.0;';
const two = 'Endpoint=https://two.webpubsub.azure.com;AccessKey=key-of-two;Version=1.0;';
const given: HostOptions = { settings: { One: one, Two: two } };

const statusOf = async (request: WireRequest, options = given): Promise<number> =>
  (await answerOf([Chat], request, options)).status;
const question = (...origins: readonly string[]): WireRequest => ({
  method: 'OPTIONS',
  headers: origins.map((origin) => ['WebHook-Request-Origin', origin] as const),
});
const event = (changes: Readonly<Record<string, string | undefined>> = {}): HeaderLines =>
  eventHeaders({
    'WebHook-Request-Origin': 'one.webpubsub.azure.com',
    'ce-signature': signatureOf('c1', 'key-of-one'),
    ...changes,
  });

describe('parity: RequestValidatorTests', () => {
  it('80: without a connection validation is skipped only where a user says so', async () => {
    const headers = eventHeaders({ 'WebHook-Request-Origin': 'any.example.com', 'ce-signature': undefined });
    expect(await statusOf({ headers }, { settings: {}, verify: false })).to.equal(204);
    expect(() => boot([Chat], { settings: {} }))
      .to.throw()
      .with.property('code', 'WPS_CONNECTION_MISSING');
  });

  it('81: two connections of one host are its two keys', async () => {
    const second = one.replace('key-of-one', 'second-key');
    const options = { settings: { One: one, Two: second } };
    for (const key of ['key-of-one', 'second-key']) {
      expect(await statusOf({ headers: event({ 'ce-signature': signatureOf('c1', key) }) }, options)).to.equal(204);
    }
  });

  for (const [method, status] of [
    ['POST', 400],
    ['GET', 405],
    ['PUT', 405],
  ] as const) {
    it(`82: ${method} with a known origin is no question: ${String(status)}`, async () => {
      expect(await statusOf({ ...question('one.webpubsub.azure.com'), method })).to.equal(status);
    });
  }

  it('83: OPTIONS without an origin is no question that can be allowed: 400', async () => {
    expect(await statusOf(question())).to.equal(400);
  });

  it('84: origins in one header are split at commas', async () => {
    expect(await statusOf(question('foreign.example.com,two.webpubsub.azure.com'))).to.equal(200);
  });

  it('85: origins in several headers count together', async () => {
    expect(await statusOf(question('foreign.example.com', 'two.webpubsub.azure.com'))).to.equal(200);
  });

  it('86: any host of the connections may match', async () => {
    expect(await statusOf(question('one.webpubsub.azure.com'))).to.equal(200);
    expect(await statusOf(question('two.webpubsub.azure.com'))).to.equal(200);
  });

  for (const [fact, changes, status] of [
    ['87: an event without an origin is 400', { 'WebHook-Request-Origin': undefined }, 400],
    ['88: an event of a foreign origin is 401', { 'WebHook-Request-Origin': 'foreign.example.com' }, 401],
    ['89: an event without a signature is 401', { 'ce-signature': undefined }, 401],
    ['90: an event whose signature does not match is 401', { 'ce-signature': signatureOf('c1', 'key-of-two') }, 401],
    ['91: an event whose signature matches is accepted', {}, 204],
  ] as const) {
    it(fact, async () => {
      expect(await statusOf({ headers: event(changes) })).to.equal(status);
    });
  }

  it('92: a connection without an access key skips nothing: bootstrap refuses it', () => {
    const options = {
      settings: { ...settings, One: 'Endpoint=https://one.webpubsub.azure.com;Version=1.0;', Two: two },
    };
    expect(() => boot([Chat], options))
      .to.throw('it has no AccessKey')
      .with.property('code', 'WPS_CONNECTION_INVALID');
  });
});
