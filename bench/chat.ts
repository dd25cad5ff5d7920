import { Hub, WebPubSub, WebPubSubTrigger } from '../lib/index.js';
import type { AsyncCollector, UserEventContext } from '../lib/index.js';

/** The functions that are measured: what somebody says goes to all. */
@Hub('chat')
export class Chat {
  @WebPubSubTrigger()
  async message({ userId, data }: UserEventContext<string>, @WebPubSub() out: AsyncCollector): Promise<void> {
    await out.add({ message: `${userId ?? 'somebody'}: ${data}` });
  }
}
