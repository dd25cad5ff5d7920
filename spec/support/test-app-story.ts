import { HttpTrigger } from '../../lib/decorators/http-trigger.js';
import { Hub } from '../../lib/decorators/hub.js';
import { UserId } from '../../lib/decorators/user-id.js';
import { WebPubSub } from '../../lib/decorators/web-pubsub.js';
import { WebPubSubTrigger } from '../../lib/decorators/web-pubsub-trigger.js';
import { BadRequestError } from '../../lib/errors.js';
import type { DisconnectedContext } from '../../lib/invocation/contexts/disconnected-context.js';
import type { ConnectContext } from '../../lib/invocation/contexts/connect-context.js';
import type { UserEventContext } from '../../lib/invocation/contexts/user-event-context.js';
import { silentLogger } from '../../lib/invocation/logger.js';
import type { MessageData } from '../../lib/outputs/seed-shapes.js';
import { startTestApp } from '../../lib/testing/test-app.js';
import type { TestApp, TestAppOptions } from '../../lib/testing/test-app.js';

// Longer than any test.
const forever = new Promise<undefined>(() => undefined);

/** A chat to start test apps with. */
@Hub('chat')
export class Chat {
  @HttpTrigger({ methods: ['get'] }) hello() {
    return 'hello';
  }
  @WebPubSubTrigger() connect({ userId }: ConnectContext) {
    if (userId === 'hanging') return forever;
    if (userId === 'broken') throw new TypeError('no list of users');
    if (userId === 'mallory') return { code: 'unauthorized', errorMessage: 'not you' };
    return { groups: ['lobby'] };
  }
  @WebPubSubTrigger() @WebPubSub() message({ userId, data }: UserEventContext<string>): MessageData {
    return { message: `${userId ?? 'somebody'}: ${data}` };
  }
  @WebPubSubTrigger('user', 'hang') hang() {
    return forever;
  }
  @WebPubSubTrigger('user', 'boom') boom(): never {
    throw new TypeError('no such chat');
  }
  @WebPubSubTrigger('user', 'refuse') refuse(): never {
    throw new BadRequestError('Say please.');
  }
  @WebPubSubTrigger() disconnected({ userId }: DisconnectedContext): void {
    if (userId === 'eve') throw new TypeError('no farewell');
  }
  @WebPubSubTrigger('user', 'whoami') whoami(@UserId() userId?: string) {
    return { userId: userId ?? null };
  }
}

/** Runs a story with an app of its own, which is closed also when the story fails. */
export async function inApp(story: (app: TestApp) => Promise<void>, options: TestAppOptions = { controllers: [Chat] }) {
  const app = await startTestApp({ log: silentLogger, ...options });
  try {
    await story(app);
  } finally {
    await app.close();
  }
}
