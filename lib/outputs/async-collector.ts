import type { CloseConnectionData, ExistenceData, GroupCheckData, GroupData, MessageData } from './seed-shapes.js';
import type { WebPubSubAction } from './web-pubsub-action.js';

/** An output that is asked at once and resolves to a boolean. */
export type WebPubSubQuestion = ExistenceData | GroupCheckData;
/** An output that is queued and sent. */
export type WebPubSubCommand = MessageData | GroupData | CloseConnectionData | WebPubSubAction;
/** Everything that a collector takes. */
export type WebPubSubEvent = WebPubSubCommand | WebPubSubQuestion;

/**
 * What `@WebPubSub()` on a parameter hands to the method: C#'s `IAsyncCollector<T>`. Both methods reject with `OutputError` for an item that can
 * never be sent, and with `DeliveryError` where sending was waited for and failed. A promise that nobody awaits cannot end the process.
 */
export interface AsyncCollector {
  /** Asks at once; does not see items that are still queued. */
  add(question: WebPubSubQuestion): Promise<boolean>;
  /** Resolves when the item is accepted; it leaves when the method has returned, on `flush()`, or when the queue is full. */
  add(item: WebPubSubCommand): Promise<void>;
  /** An item or a question, where which of them it is shows at run time. */
  // Last, because compilers print the last overload's error ("did you mean 'excludes'?").
  add(item: WebPubSubEvent): Promise<boolean | undefined>;
  /** Sends what was added so far and resolves when the service took it. */
  flush(): Promise<void>;
}
