import type { AsyncCollector, WebPubSubCommand, WebPubSubEvent, WebPubSubQuestion } from './async-collector.js';
import { markHandled } from './mark-handled.js';

/** What happens to the items of a collector. */
export interface CollectorActions {
  readonly add: (item: unknown) => Promise<boolean | undefined>;
  readonly flush: () => Promise<void>;
}

/** Gives {@link AsyncCollector} its signatures, and marks its promises as handled. */
export class Collector implements AsyncCollector {
  readonly #actions: CollectorActions;

  constructor(actions: CollectorActions) {
    this.#actions = actions;
  }

  add(question: WebPubSubQuestion): Promise<boolean>;
  add(item: WebPubSubCommand): Promise<void>;
  add(item: WebPubSubEvent): Promise<boolean | undefined>;
  add(item: WebPubSubEvent): Promise<unknown> {
    return markHandled(this.#actions.add(item));
  }

  flush(): Promise<void> {
    return markHandled(this.#actions.flush());
  }
}
