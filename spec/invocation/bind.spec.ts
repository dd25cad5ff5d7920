import { expect } from 'chai';
import { HttpTrigger } from '../../lib/decorators/http-trigger.js';
import { WebPubSub } from '../../lib/decorators/web-pubsub.js';
import { WebPubSubConnection } from '../../lib/decorators/web-pubsub-connection.js';
import { bindArguments } from '../../lib/invocation/bind.js';
import type { BindingSources } from '../../lib/invocation/bind.js';
import { HttpContext } from '../../lib/invocation/contexts/http-context.js';
import type { AsyncCollector } from '../../lib/outputs/async-collector.js';
import { define } from '../support/define.js';
import { startInvocation } from '../support/invocation.js';
import { recordingPerform, rejectionOf } from '../support/performs.js';

class Api {
  @HttpTrigger() all(
    _context: HttpContext,
    @WebPubSub({ hub: '{query.hub}' }) _out: AsyncCollector,
    @WebPubSubConnection({ hub: '{query.hub}', userId: '{query.u?}', groups: ['g', '{query.g?}'] })
    _c: WebPubSubConnection,
  ): void {}
}

/** Binds the parameters above, and what the services were asked for. */
async function bound(query: Record<string, string>) {
  const asked: unknown[] = [];
  const { invocation } = startInvocation();
  const sources: BindingSources = {
    ...{ context: new HttpContext(), values: { query }, invocation },
    serviceRequest: () => {
      throw new Error('not asked for');
    },
    services: {
      target: (connection, hub) => {
        asked.push(['target', connection, hub]);
        return { key: hub, perform: recordingPerform().perform };
      },
      server: () => {
        throw new Error('not asked for');
      },
      clientAccess: async (connection, hub, options, signal) => {
        expect(signal).to.equal(invocation.signal);
        asked.push(['clientAccess', connection, hub, options]);
        return { baseUrl: 'ws://x', url: 'ws://x', accessToken: 't' };
      },
    },
  };
  return {
    asked,
    values: await bindArguments(define(Api)['all']?.parameters ?? [], sources),
    context: sources.context,
  };
}

describe('the arguments of a function', () => {
  it('are context, collector and client access, in order', async () => {
    const { values, context } = await bound({ hub: 'chat', u: 'ann', g: 'h' });
    expect(values[0]).to.equal(context);
    expect(values[1]).to.have.property('add');
    expect(values[2]).to.have.property('accessToken', 't');
  });

  it('are made of the values of their expressions', async () => {
    const { asked } = await bound({ hub: 'chat', u: 'ann', g: 'h' });
    const options = { userId: 'ann', groups: ['g', 'h'], clientProtocol: 'default' };
    expect(asked).to.deep.equal([
      ['target', 'WebPubSubConnectionString', 'chat'],
      ['clientAccess', 'WebPubSubConnectionString', 'chat', options],
    ]);
  });

  it('leave out what is empty', async () => {
    const { asked } = await bound({ hub: 'chat' });
    expect(asked[1]).to.deep.equal([
      'clientAccess',
      'WebPubSubConnectionString',
      'chat',
      { groups: ['g'], clientProtocol: 'default' },
    ]);
  });

  it('name no hub that is none', async () => {
    expect((await rejectionOf(bound({ hub: '../x' })))['code']).to.equal('WPS_HUB_VALUE');
  });
});
