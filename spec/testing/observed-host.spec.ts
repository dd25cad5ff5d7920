import { expect } from 'chai';
import { Hub } from '../../lib/decorators/hub.js';
import { WebPubSubTrigger } from '../../lib/decorators/web-pubsub-trigger.js';
import type { UserEventContext } from '../../lib/invocation/contexts/user-event-context.js';
import { defineFunction } from '../../lib/decorators/define-function.js';
import { FakeService } from '../../lib/testing/fake-service.js';
import { ObservedHost } from '../../lib/testing/observed-host.js';
import { recordingLog } from '../../lib/testing/recording-log.js';
import { codeOf } from '../support/define.js';
import { eventHeaders } from '../support/signed-event.js';

@Hub('chat')
class Chat {
  @WebPubSubTrigger() message(context: UserEventContext): void {
    context.log.info('said');
    context.waitUntil(Promise.reject(new Error('late')));
  }
}
const request = { method: 'POST', url: '/api/webpubsub/hubs/chat', headers: eventHeaders(), body: 'hi' };

describe('a host that is observed', () => {
  it('keeps the lines of each request, and gives them to the log of the test', async () => {
    const { log, lines } = recordingLog();
    const host = new ObservedHost({ controllers: [Chat], log }, new FakeService());
    const first = await host.handle(request);
    await host.handle(request);
    expect(first.observed.lines.map(({ message }) => message)).to.include('said');
    expect(host.lines.filter(({ message }) => message === 'said')).to.have.length(2);
    expect(lines).to.deep.equal(host.lines);
  });

  it('rejects with the first failure of work that was left', async () => {
    const host = new ObservedHost({ controllers: [Chat] }, new FakeService());
    const { observed } = await host.handle(request);
    expect(observed.thrown).to.equal(undefined);
    expect(await host.settled().catch(String)).to.equal('Error: late');
  });

  it('waits no longer than a test app for what is under way, unless it is told to', async () => {
    const { log, lines } = recordingLog();
    const hanging = defineFunction(
      { trigger: { hub: 'chat', eventType: 'user', eventName: 'message' } },
      () => new Promise(() => undefined),
    );
    for (const [options, took] of [
      [{}, 750],
      [{ closeTimeout: 2_000 }, 2_000],
    ] as const) {
      const service = new FakeService();
      const { clock } = service;
      const { host } = new ObservedHost({ functions: [hanging], log, ...options }, service);
      const before = clock.now();
      host.handle(request).catch(() => undefined);
      await clock.skip(() => host.close());
      expect(clock.now() - before).to.be.within(took, took + 100);
    }
    expect(lines.map(({ level }) => level)).to.include('warn');
  });

  it('judges the options that it wraps', () => {
    const options: object = { log: {} };
    expect(codeOf(() => new ObservedHost(options, new FakeService()))).to.equal('WPS_BOOTSTRAP_OPTION');
  });
});
