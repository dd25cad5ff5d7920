import { expect } from 'chai';
import { WebPubSubTrigger } from '../../lib/index.js';
import type { TriggerOptions, UserEventContext } from '../../lib/index.js';
import { answerOf, boot, successOf } from '../support/parity.js';
import { eventHeaders, settings, signatureOf } from '../support/signed-event.js';
import { startTinyService } from '../support/tiny-service.js';

/** A class whose function has this trigger. */
function chatOf(options: TriggerOptions, run: (context: UserEventContext) => unknown = () => undefined) {
  class Chat {
    @WebPubSubTrigger({ eventType: 'user', eventName: 'message', ...options })
    async message(context: UserEventContext): Promise<unknown> {
      return run(context);
    }
  }
  return Chat;
}

const connection = (name: string): string =>
  `Endpoint=https://${name}.webpubsub.azure.com;AccessKey=key-of-${name};Version=1.0;`;
const given = { settings: { ...settings, A: connection('a'), B: connection('b') } };

/** The status of an event that comes from the service of this name. */
async function statusFrom(name: 'a' | 'b', options: TriggerOptions): Promise<number> {
  const headers = eventHeaders({
    'WebHook-Request-Origin': `${name}.webpubsub.azure.com`,
    'ce-signature': signatureOf('c1', `key-of-${name}`),
  });
  return (await answerOf([chatOf({ hub: 'chat', ...options })], { headers }, given)).status;
}

describe('parity: WebPubSubTriggerBindingProviderTests', () => {
  it('61: %hub% is looked up in the settings', async () => {
    const options = { settings: { ...settings, hub: 'chat' } };
    expect((await answerOf([chatOf({ hub: '%hub%' })], { body: 'hi' }, options)).status).to.equal(204);
  });

  it('62: a literal hub is kept', () => {
    expect(boot([chatOf({ hub: 'chat' })]).functions[0]).to.include({ hub: 'chat' });
  });

  it('63: an unknown %hub% fails bootstrap, which names setting and method', () => {
    expect(() => boot([chatOf({ hub: '%hub%' })]))
      .to.throw('The setting hub is not there (Chat.message).')
      .with.property('code', 'WPS_SETTING_MISSING');
  });

  it('64: a trigger becomes a function', () => {
    expect(boot([chatOf({ hub: 'chat' })]).functions).to.deep.equal([
      {
        ...{ kind: 'event', name: 'Chat.message', hub: 'chat', eventType: 'user', event: 'message' },
        ...{ clientProtocols: 'all', route: '/api/webpubsub/hubs/chat' },
      },
    ]);
  });

  it('65: a single connection that is undefined is ignored; an empty one is refused', () => {
    const none = { hub: 'chat', connection: undefined } as unknown as TriggerOptions;
    expect(() => boot([chatOf(none)])).not.to.throw();
    expect(() => boot([chatOf({ hub: 'chat', connection: '' })]))
      .to.throw('option "connection"')
      .with.property('code', 'WPS_OPTION_INVALID');
  });

  it('66: a single connection is a list of one', async () => {
    expect([await statusFrom('a', { connection: 'A' }), await statusFrom('b', { connection: 'A' })]).to.deep.equal([
      204, 401,
    ]);
  });

  it('67: a single connection does not override the list', async () => {
    const options = { connection: 'A', connections: ['B'] };
    expect([await statusFrom('a', options), await statusFrom('b', options)]).to.deep.equal([401, 204]);
  });

  it('68: the first of several connections is the one that calls go back to', async () => {
    const [first, second] = [await startTinyService(successOf), await startTinyService(successOf)];
    const run = (context: UserEventContext): unknown => context.getWebPubSubServer().send('hi');
    const Chat = chatOf({ hub: 'chat', connections: ['First', 'Second', 'WebPubSubConnectionString'] }, run);
    const connections = { First: first.connectionString, Second: second.connectionString };
    await answerOf([Chat], {}, { settings: { ...settings, ...connections } });
    await Promise.all([first.close(), second.close()]);
    expect([first.arrived.length, second.arrived.length]).to.deep.equal([1, 0]);
  });
});
