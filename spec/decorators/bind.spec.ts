import { expect } from 'chai';
import { UnauthorizedError } from '../../lib/errors.js';
import { Bind } from '../../lib/decorators/bind.js';
import { Hub } from '../../lib/decorators/hub.js';
import { WebPubSubTrigger } from '../../lib/decorators/web-pubsub-trigger.js';
import type { ConnectContext } from '../../lib/invocation/contexts/connect-context.js';
import type { UserEventContext } from '../../lib/invocation/contexts/user-event-context.js';
import { serveControllers } from '../support/app.js';
import { placesOf, recordsOf } from '../support/records.js';
import { connectBody, systemHeaders } from '../support/signed-event.js';

const Profile = () =>
  Bind(async ({ userId }: UserEventContext) => Promise.resolve({ name: userId ?? 'somebody' }), { name: '@Profile' });
const Tenant = () =>
  Bind(
    ({ claims }: ConnectContext) => {
      const tenant = claims['tid']?.[0];
      if (tenant === undefined) throw new UnauthorizedError('no tenant');
      return tenant;
    },
    { name: '@Tenant', on: ['connect'] },
  );

@Hub('chat')
class Chat {
  @WebPubSubTrigger() message(context: UserEventContext<string>, @Profile() profile: { name: string }) {
    return `${profile.name} said ${context.data}`;
  }
  @WebPubSubTrigger() connect(@Tenant() tenant: string) {
    return { groups: [tenant] };
  }
}

describe('@Bind', () => {
  it('stands on a parameter alone', () => {
    expect(placesOf(() => Bind(() => 1))).to.deep.equal(['parameter']);
  });

  it('writes what reads, and its options as they were given', () => {
    const read = () => 1;
    class Subject {
      join(@Bind(read, { on: ['user'] }) _one: number): void {}
    }
    expect(recordsOf(Subject)).to.deep.equal([['join 0', { kind: 'part', read, options: { on: ['user'] } }]]);
  });

  it('hands over what its function resolves to, beside the context', async () => {
    const { body } = await serveControllers([Chat], ({ send }) => send({ body: 'hi' }));
    expect(body).to.equal('somebody said hi');
  });

  it('makes decorators of your own', async () => {
    const body = JSON.stringify({ ...(JSON.parse(connectBody) as object), claims: { tid: ['t1'] } });
    const answer = await serveControllers([Chat], ({ send }) => send({ headers: systemHeaders('connect'), body }));
    expect(JSON.parse(answer.body)).to.deep.equal({ groups: ['t1'] });
  });

  it('refuses the event with an error that its function returns', async () => {
    class Lobby {
      @WebPubSubTrigger('chat', 'user', 'message')
      say(@Bind(() => new UnauthorizedError('not you')) _value: unknown) {
        return 'let in';
      }
    }
    const { status, body } = await serveControllers([Lobby], ({ send }) => send());
    expect([status, body]).to.deep.equal([401, 'not you']);
  });

  it('refuses the event with what its function throws', async () => {
    const { status, body } = await serveControllers([Chat], ({ send }) =>
      send({ headers: systemHeaders('connect'), body: connectBody }),
    );
    expect([status, body]).to.deep.equal([401, 'no tenant']);
  });
});
