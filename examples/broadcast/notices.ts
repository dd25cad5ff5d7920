import {
  HttpTrigger,
  Hub,
  WebPubSub,
  WebPubSubConnection,
  type AsyncCollector,
  type HttpContext,
} from 'web-pubsub-bindings';

/** What every page is sent. */
export type Notice =
  { readonly type: 'notice'; readonly text: string } | { readonly type: 'time'; readonly time: string };

/** Notices to everybody: by a request of the operator, and by a timer. */
@Hub('notices')
export class Notices {
  /** Anybody may listen. */
  @HttpTrigger({ methods: ['get'] })
  negotiate(@WebPubSubConnection() connection: WebPubSubConnection) {
    return connection;
  }

  /** `POST /notices` with a text and the function key (`x-functions-key`) sends it to everybody. */
  @HttpTrigger({ methods: ['post'], route: 'notices', authLevel: 'function' })
  async publish({ body }: HttpContext, @WebPubSub() out: AsyncCollector) {
    if (typeof body !== 'string' || body === '') return { status: 400, body: 'Post a text.' };
    const notice: Notice = { type: 'notice', text: body };
    await out.add({ message: notice });
    return { status: 202 };
  }
}
