import { expect } from 'chai';
import { Bind, HttpTrigger, WebPubSub, WebPubSubConnection, WebPubSubTrigger } from '../../lib/index.js';
import type { AsyncCollector, ConnectContext, InvocationContext } from '../../lib/index.js';
import { answerConnect, answerMessage, answerOf, boot } from '../support/parity.js';
import { connectBody, eventHeaders, systemHeaders } from '../support/signed-event.js';

// Section 2.1: what a trigger function can bind.

const mqtt = { 'ce-subprotocol': 'mqtt', 'ce-physicalConnectionId': 'p1', 'ce-sessionId': 's1' };
const ConnectionContext = () =>
  Bind(({ bindingData }: InvocationContext<unknown>) => bindingData['connectionContext'] as { connectionId: string });

describe('quirk: the type and the name of the first parameter', () => {
  it('do not matter: the base class under any name gets the context of its event', async () => {
    class Chat {
      @WebPubSubTrigger('chat', 'user', 'message') message(whatever: InvocationContext<unknown>): string {
        return `${whatever.constructor.name} ${whatever.connectionId}`;
      }
    }
    expect((await answerOf([Chat])).body).to.equal('UserEventContext c1');
  });

  it('do not matter for MQTT clients either', async () => {
    const seen: (string | undefined)[] = [];
    class Devices {
      @WebPubSubTrigger('chat', 'system', 'connected') connected(base: InvocationContext<unknown>): void {
        seen.push(base.connectionId, base.subprotocol);
      }
    }
    await answerOf([Devices], { headers: systemHeaders('connected', mqtt), body: '{}' });
    expect(seen).to.deep.equal(['c1', 'mqtt']);
  });
});

describe('quirk: connectionContext', () => {
  it('is there for MQTT clients as for all others', async () => {
    const seen: string[] = [];
    class Devices {
      @WebPubSubTrigger('chat', 'system', 'connected')
      connected(@ConnectionContext() { connectionId }: { connectionId: string }): void {
        seen.push(connectionId);
      }
    }
    await answerOf([Devices], { headers: systemHeaders('connected', mqtt), body: '{}' });
    await answerOf([Devices], { headers: systemHeaders('connected'), body: '{}' });
    expect(seen).to.deep.equal(['c1', 'c1']);
  });

  it('has the subprotocol, beside id and time of the event', async () => {
    const headers = eventHeaders({ 'ce-subprotocol': 'json.webpubsub.azure.v1', 'ce-id': '7' });
    const answer = await answerMessage(({ subprotocol, id, time }) => ({ subprotocol, id, time }), { headers });
    const parts = { subprotocol: 'json.webpubsub.azure.v1', id: '7', time: '2026-01-01T00:00:00.000Z' };
    expect(JSON.parse(answer.body)).to.deep.equal(parts);
  });
});

describe('quirk: the names that can be bound', () => {
  it('are those of the event and nothing of the inside', async () => {
    const names = async (answer: Promise<{ body: string }>) => JSON.parse((await answer).body) as string[];
    const common = [
      ...['connectionContext', 'connectionId', 'event', 'eventName', 'eventType', 'hub', 'id', 'states', 'subprotocol'],
      ...['time', 'userId'],
    ];
    const ofMessage = await names(answerMessage(({ bindingData }) => Object.keys(bindingData).sort()));
    expect(ofMessage).to.include.members([...common, 'data', 'dataType']);
    expect(ofMessage.filter((name) => /task|completion|source|runtime|constructor|^_/i.test(name))).to.deep.equal([]);
  });

  for (const name of ['constructor', '__proto__', 'toString', 'taskCompletionSource', 'runtime']) {
    it(`do not include {${name}}, which bootstrap refuses`, () => {
      class Chat {
        @WebPubSubTrigger('chat', 'user', 'message')
        message(_: unknown, @WebPubSub({ hub: `{${name}}` }) out: AsyncCollector): unknown {
          return out;
        }
      }
      expect(() => boot([Chat]))
        .to.throw(/Chat\.message.*"hub"/s)
        .with.property('code')
        .that.is.oneOf(['WPS_EXPRESSION_UNKNOWN', 'WPS_EXPRESSION_INVALID']);
    });
  }

  it('include the headers of a connect', async () => {
    const seen: unknown[] = [];
    class Chat {
      @WebPubSubTrigger('chat', 'system', 'connect')
      connect({ bindingData }: ConnectContext, @WebPubSubConnection({ userId: '{headers.x-user}' }) _: unknown): void {
        seen.push(bindingData['headers']);
      }
    }
    const body = connectBody.replace('"headers":{}', '"headers":{"X-User":["ann"]}');
    const { status } = await answerOf([Chat], { headers: systemHeaders('connect'), body });
    expect([status, seen]).to.deep.equal([204, [{ 'X-User': ['ann'] }]]);
  });

  it('belong to their event: what another has fails at bootstrap and is never null', () => {
    class Chat {
      @WebPubSubTrigger('chat', 'user', 'message')
      message(_: unknown, @WebPubSub({ hub: '{reason}' }) out: AsyncCollector): unknown {
        return out;
      }
    }
    expect(() => boot([Chat]))
      .to.throw('{reason}')
      .with.property('code', 'WPS_EXPRESSION_UNKNOWN');
  });

  it('may be written in any letter case and with dots', async () => {
    class Chat {
      @HttpTrigger({ methods: ['get'], route: 'login/{id}' })
      login(
        @WebPubSubConnection({ hub: 'chat', userId: '{ID}-{Query.Room}' }) connection: WebPubSubConnection,
      ): string {
        const [, claims = ''] = connection.accessToken.split('.');
        return (JSON.parse(Buffer.from(claims, 'base64url').toString()) as { sub: string }).sub;
      }
    }
    const { body } = await answerOf([Chat], { method: 'GET', path: '/login/7?room=blue', headers: [] });
    expect(body).to.equal('7-blue');
  });
});

describe('quirk: a default for what the event does not have', () => {
  it('is not made up: a connect has neither data nor dataType', async () => {
    const seen: unknown[] = [];
    await answerConnect(({ bindingData }) => void seen.push('data' in bindingData, 'dataType' in bindingData));
    expect(seen).to.deep.equal([false, false]);
  });
});
