import { expect } from 'chai';
import { z } from 'zod';
import { Bind, Data, DataType, WebPubSubTrigger } from '../../lib/index.js';
import type { ContextKind, InvocationContext } from '../../lib/index.js';
import { answerOf } from '../support/parity.js';
import { eventHeaders } from '../support/signed-event.js';

const on: readonly ContextKind[] = ['user'];
const Named = (name: string) =>
  Bind((context: InvocationContext<unknown>) => context.bindingData[name] as never, { on });

describe('parity: WebPubSubTriggerValueProviderTests', () => {
  it('59: connectionContext, data and dataType are bound by name', async () => {
    class Chat {
      @WebPubSubTrigger('chat', 'user', 'message')
      message(
        @Named('connectionContext') { hub, eventName, userId }: Record<string, unknown>,
        @Data() data: { a: number },
        @DataType() dataType: DataType,
        @Named('data') same: unknown,
      ): unknown {
        return { hub, eventName, userId, a: data.a, dataType, same };
      }
    }
    const headers = eventHeaders({ 'Content-Type': 'application/json', 'ce-userId': 'ann' });
    const { body } = await answerOf([Chat], { headers, body: '{"a":1}' });
    const of = { hub: 'chat', eventName: 'message', userId: 'ann' };
    expect(JSON.parse(body)).to.deep.equal({ ...of, a: 1, dataType: 'json', same: { a: 1 } });
  });

  it('60: a part of another type does not compile, or is a 400 by its schema; it is never silently null', async () => {
    class Chat {
      @WebPubSubTrigger('chat', 'user', 'typed')
      // @ts-expect-error: the parameter must accept what its decorator reads
      typed(@DataType() dataType: number): number {
        return dataType;
      }
      @WebPubSubTrigger('chat', 'user', 'message') message(@Data(z.array(z.string())) data: string[]): unknown {
        return data;
      }
    }
    const { status, body } = await answerOf([Chat], { body: 'no list' });
    expect(status).to.equal(400);
    expect(body).to.include('@Data').and.include('array');
  });
});
