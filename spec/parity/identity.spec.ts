import { expect } from 'chai';
import { Hub } from '../../lib/decorators/hub.js';
import { HttpTrigger } from '../../lib/decorators/http-trigger.js';
import { WebPubSubConnection } from '../../lib/decorators/web-pubsub-connection.js';
import { WebPubSubTrigger } from '../../lib/decorators/web-pubsub-trigger.js';
import { serveControllers } from '../support/app.js';
import { entraToken, startFakeIssuer } from '../support/fake-issuer.js';
import { eventHeaders } from '../support/signed-event.js';
import type { HeaderLines } from '../support/signed-event.js';

@Hub('chat')
class Chat {
  @WebPubSubTrigger() message(): string {
    return 'taken';
  }
}

@Hub('chat')
class Section {
  @WebPubSubTrigger({ connection: 'Section' }) message(): string {
    return 'taken';
  }
}

@Hub('chat')
class Login {
  @HttpTrigger() login(@WebPubSubConnection({ connection: 'Section' }) connection: WebPubSubConnection): unknown {
    return connection;
  }
}

const unsigned = eventHeaders({ 'ce-signature': undefined });
const withToken: HeaderLines = [...unsigned, ['Authorization', `Bearer ${entraToken()}`]];

/** The statuses of events sent to an app that is connected by identity under `name`. */
async function statuses(controller: new () => object, name: string, ...events: HeaderLines[]): Promise<number[]> {
  const issuer = await startFakeIssuer();
  const story = serveControllers(
    [controller],
    async ({ send }) => {
      const answers: number[] = [];
      for (const headers of events) answers.push((await send({ headers })).status);
      return answers;
    },
    { settings: issuer.settings(name) },
  );
  return story.finally(() => issuer.close());
}

describe('parity: connections by identity', () => {
  it('79: an event without a signature is taken, but only with a token of the service', async () => {
    expect(await statuses(Chat, 'WebPubSubConnectionString', withToken, unsigned)).to.deep.equal([200, 401]);
  });

  it('95: the default connection may be a serviceUri', async () => {
    expect(await statuses(Chat, 'WebPubSubConnectionString', withToken)).to.deep.equal([200]);
  });

  it('110: a section may hold a serviceUri', async () => {
    expect(await statuses(Section, 'Section', withToken)).to.deep.equal([200]);
  });

  it('114: an app with a serviceUri alone can be made where it is only called', async () => {
    const settings = { Section__serviceUri: 'https://chat.webpubsub.azure.com' };
    const names = await serveControllers([Login], ({ host }) => Promise.resolve(host.functions.length), { settings });
    expect(names).to.equal(1);
  });
});
