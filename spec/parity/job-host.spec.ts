import { expect } from 'chai';
import { z } from 'zod';
import { Bind, Data, HttpTrigger, WebPubSubConnection, WebPubSubTrigger } from '../../lib/index.js';
import type { InvocationContext, UserEventContext } from '../../lib/index.js';
import { answerOf, boot, sentBy } from '../support/parity.js';

class Login {
  @HttpTrigger({ methods: ['get'] })
  login(@WebPubSubConnection({ hub: 'chat' }) { baseUrl }: WebPubSubConnection): string {
    return baseUrl;
  }
  @HttpTrigger({ methods: ['get'] })
  device(@WebPubSubConnection({ hub: 'chat', clientProtocol: 'mqtt' }) { baseUrl }: WebPubSubConnection): string {
    return baseUrl;
  }
}
const settings = { WebPubSubConnectionString: 'Endpoint=https://abc;AccessKey=a key;Version=1.0;' };

describe('parity: JobHostEndToEndTests', () => {
  it('50: a trigger runs with the connection context as a further parameter', async () => {
    const ConnectionContext = () =>
      Bind(
        ({ bindingData }: InvocationContext<unknown>) => bindingData['connectionContext'] as { connectionId: string },
      );
    class Chat {
      @WebPubSubTrigger('chat', 'user', 'message')
      message(context: UserEventContext, @ConnectionContext() { connectionId }: { connectionId: string }): unknown {
        return [context.data, connectionId];
      }
    }
    expect((await answerOf([Chat], { body: 'hi' })).body).to.equal('["hi","c1"]');
  });

  it('51: a trigger on a number does not compile, and data that should be one and is none is 400', async () => {
    class Typed {
      // @ts-expect-error: the parameter must accept a UserEventContext
      message(@WebPubSubTrigger('chat', 'user', 'message') context: number): number {
        return context;
      }
    }
    class Checked {
      @WebPubSubTrigger('chat', 'user', 'message') message(@Data(z.number()) count: number): number {
        return count;
      }
    }
    expect(boot([Typed]).functions).to.have.lengthOf(1);
    expect((await answerOf([Checked], { body: 'many' })).status).to.equal(400);
  });

  it('52: a connection is wss://abc/client/hubs/chat, and /clients/mqtt/hubs/chat for MQTT', async () => {
    const get = (path: string) => answerOf([Login], { method: 'GET', path, headers: [] }, { settings });
    expect((await get('/login')).body).to.equal('wss://abc/client/hubs/chat');
    expect((await get('/device')).body).to.equal('wss://abc/clients/mqtt/hubs/chat');
  });

  it('53: a missing connection string fails bootstrap, which names method and setting', () => {
    expect(() => boot([Login], { settings: {} }))
      .to.throw(/Login\.login.*WebPubSubConnectionString/s)
      .with.property('code', 'WPS_CONNECTION_MISSING');
  });

  it('54: an output collector runs', async () => {
    const { calls, answer } = await sentBy(async (out) => {
      await out.add({ message: 'hi' });
    });
    expect([answer.status, calls.map(({ call }) => call)]).to.deep.equal([204, ['POST /api/hubs/chat/:send']]);
  });
});
