import { setImmediate } from 'node:timers/promises';
import { expect } from 'chai';
import { HttpTrigger } from '../../lib/decorators/http-trigger.js';
import { WebPubSubConnection } from '../../lib/decorators/web-pubsub-connection.js';
import { WebPubSubTrigger } from '../../lib/decorators/web-pubsub-trigger.js';
import { assemble } from '../../lib/host/assemble.js';
import type { HostOptions } from '../../lib/host/host-options.js';
import { recordingLog, textOf } from '../support/recording-log.js';
import { settings } from '../support/signed-event.js';

class Chat {
  @WebPubSubTrigger('chat', 'user', 'message') message(): void {}
  @HttpTrigger() login(): void {}
}
const assembled = (options: HostOptions = {}) =>
  assemble({ controllers: [Chat], settings, log: recordingLog().log, ...options }, { pathPrefix: '/v1' });

describe('an assembly', () => {
  it('knows HTTP functions by name and event functions by event', () => {
    const { http, invocations } = assembled();
    const found = invocations.index.find({ hub: 'chat', eventType: 'user', eventName: 'message', mqtt: false });
    expect([[...http.keys()], found?.name]).to.deep.equal([['Chat.login'], 'Chat.message']);
  });

  for (const [routePrefix, normalized] of [
    ['api', '/api'],
    ['/a/b/', '/a/b'],
    ['/', ''],
    ['', ''],
  ] as const) {
    it(`takes "${routePrefix}" for the route prefix "${normalized}"`, () => {
      expect(assembled({ routePrefix }).routePrefix).to.equal(normalized);
    });
  }

  it('puts the prefix of the door before events, and no route prefix', () => {
    expect(assembled({ routePrefix: 'api' }).eventPath.template).to.equal('/v1/api/webpubsub/hubs/{hub}');
  });

  it('warns of a function whose caller says who it is, once and by name', () => {
    class Open {
      @HttpTrigger() enter(
        @WebPubSubConnection({ hub: 'chat', userId: '{query.user}' }) _connection: WebPubSubConnection,
      ): void {}
    }
    const { log, lines } = recordingLog();
    assembled({ controllers: [Open], log });
    expect(lines.map(({ level, message }) => [level, message])).to.deep.equal([
      [
        'warn',
        'Open.enter takes the user id of its clients from {query.user}, which any caller can write: anybody can be anybody. Unless that is meant, let middleware say who it is, and write {state.user.sub}.',
      ],
    ]);
  });

  it('believes the platform where it is told to, or where App Service says that its authentication is on', () => {
    const trusts = (options: HostOptions) => assembled(options).invocations.trustsPrincipal;
    const onAppService = { settings: { ...settings, WEBSITE_AUTH_ENABLED: 'True' } };
    expect([{}, { trustClientPrincipal: true }, onAppService].map(trusts)).to.deep.equal([false, true, true]);
    expect(trusts({ ...onAppService, trustClientPrincipal: false })).to.equal(false);
  });

  it('has the limits of its options', () => {
    expect(assembled().invocations.limits).to.deep.equal({ bodyLimit: 1_048_576, statesLimit: 8_192 });
    expect(assembled({ bodyLimit: 1, states: { limit: 2 } }).invocations.limits).to.deep.equal({
      bodyLimit: 1,
      statesLimit: 2,
    });
  });

  it('warns of a call of the service that failed, though nobody awaits it', async () => {
    const { log, lines } = recordingLog();
    void assembled({ log }).outside.server('chat').sendToUser('..', 'hi');
    await setImmediate();
    expect(lines.map(({ level, details }) => [level, details['hub']])).to.deep.equal([['warn', 'chat']]);
  });

  it('verifies unless the app says otherwise', () => {
    expect(
      [assembled().invocations.verifier('all'), assembled({ verify: false }).invocations.verifier('all')].map(
        (one) => one !== undefined,
      ),
    ).to.deep.equal([true, false]);
  });

  it('by identity needs to know whose events to take, unless nothing is verified', () => {
    const half = { WebPubSubConnectionString__serviceUri: 'https://chat.example' };
    const missing = /WebPubSubConnectionString__webhookAudience, .*__tenantId, .*__principalId .*Chat\.message/;
    expect(() => assembled({ settings: half })).to.throw(missing);
    expect(() => assembled({ settings: half, verify: false })).not.to.throw();
  });

  it('says in the log when settings give no connection any more, and goes on with the one before', () => {
    const { log, lines } = recordingLog();
    let text: string | undefined = settings.WebPubSubConnectionString;
    const look = (name: string) => (name === 'WebPubSubConnectionString' ? text : undefined);
    const { invocations } = assembled({ log, settings: look });
    text = 'Endpoint=https://chat.example;Secret=x';
    const origins = invocations.verifier('all')?.findOrigin('chat.webpubsub.azure.com');
    expect([origins?.services.length, lines.map(({ level }) => level)]).to.deep.equal([1, ['error']]);
    expect(textOf(lines)).to.include('WebPubSubConnectionString').and.not.include('Secret=x');
  });
});
