import type {
  AsyncCollector,
  WebPubSubCommand,
  WebPubSubEvent,
  WebPubSubQuestion,
} from '../outputs/async-collector.js';
import type { OptionRules } from '../metadata/options.js';
import { isQuestion } from '../outputs/output.js';
import { toOperation } from '../outputs/to-operation.js';
import type { MessageContent } from '../outputs/vocabulary.js';
import { copyOf } from './copy.js';
import { Inbox } from './inbox.js';
import { holds, judge } from './judge.js';
import type { Readable } from './readable.js';

/** An item that was added: every member may be read, and one that it does not have is undefined. */
export type RecordedItem<TMessage = MessageContent> = Readable<WebPubSubCommand> &
  Partial<Record<'message' | 'data', TMessage>>;

/** How a recorded question is answered: always alike, or by looking at it. */
export type RecordedAnswer = boolean | ((question: WebPubSubQuestion) => boolean);

const optionRules: OptionRules = {
  answer: {
    accepts: (value) => typeof value === 'boolean' || typeof value === 'function',
    expected: 'true, false, or a function of the question',
  },
  messageLimit: {
    accepts: (value) => Number.isInteger(value) && Number(value) > 0,
    expected: 'a whole number above 0',
  },
};

/** An item that a {@link RecordingCollector} refused, and why. */
export interface RefusedItem {
  readonly item: unknown;
  readonly error: unknown;
}

/** How a {@link RecordingCollector} answers and judges. */
export interface RecordingCollectorOptions {
  /** Default `true`. */
  readonly answer?: RecordedAnswer;
  /** Bytes of one message. Default 1 MiB, as in production. */
  readonly messageLimit?: number;
}

/**
 * An `AsyncCollector` for unit tests: it keeps what is added and sends nothing. Items are judged exactly as in production, so an item that the
 * real queue would refuse fails the test too.
 *
 * @example
 * const out = new RecordingCollector();
 * await new Chat().join(userEvent({ data: 'hi' }), out);
 * expect(out.items).to.deep.equal([{ message: 'hi' }]);
 */
export class RecordingCollector<TMessage = MessageContent> implements AsyncCollector {
  /** What was added, in order, as it was when it was added: what becomes of it later is sent no more than in production. */
  readonly items: RecordedItem<TMessage>[];
  /** What was asked, in order. */
  readonly questions: WebPubSubQuestion[] = [];
  /** How many items had been added at each `flush()`. */
  readonly flushes: number[] = [];
  /**
   * What `add` could never send, in order. In production such an item fails the invocation, also where the function has caught the error: a
   * test of such a function looks here.
   */
  readonly refused: RefusedItem[] = [];
  /** How questions are answered. */
  answer: RecordedAnswer;
  readonly #messageLimit: number;
  readonly #inbox = new Inbox<RecordedItem<TMessage>>(() => 'The collector');
  readonly #failures: { readonly fits: (item: Readable<WebPubSubEvent>) => boolean; readonly error: unknown }[] = [];

  /** @throws ConfigurationError for a member or a value that it does not take. */
  constructor(options: RecordingCollectorOptions = {}) {
    judge('new RecordingCollector', options, optionRules);
    const { answer = true, messageLimit = 1_048_576 } = options;
    this.items = this.#inbox.items;
    this.answer = answer;
    this.#messageLimit = messageLimit;
  }

  /** Lets `add` reject for items, or questions, that a predicate takes, as where the service refuses them. They are not kept. */
  failOn(predicate: (item: Readable<WebPubSubEvent>) => boolean, error: unknown): void {
    const fits = (item: Readable<WebPubSubEvent>): boolean => holds('failOn()', predicate, item);
    this.#failures.push({ fits, error });
  }

  /**
   * The next item that nobody has awaited yet, or the next that a predicate takes; those before it count as seen. For what is added after the
   * function has returned.
   * @param timeout Milliseconds, 1,000 by default; then it rejects and tells what was added instead.
   */
  next(predicate?: (item: RecordedItem<TMessage>) => boolean, timeout?: number): Promise<RecordedItem<TMessage>> {
    return this.#inbox.next({ predicate, timeout });
  }

  add(question: WebPubSubQuestion): Promise<boolean>;
  add(item: WebPubSubCommand): Promise<void>;
  /** An item or a question, where which of them it is shows at run time. */
  add(item: WebPubSubEvent): Promise<boolean | undefined>;
  async add(item: WebPubSubEvent): Promise<unknown> {
    const output = this.#judge(item);
    const failure = this.#failures.find(({ fits }) => fits(item as Readable<WebPubSubEvent>));
    if (failure !== undefined) throw failure.error;
    // Which of the two an item is was just decided by the same function that decides it in production.
    if (isQuestion(output)) return this.#ask(item as WebPubSubQuestion);
    this.#inbox.add(copyOf(item) as RecordedItem<TMessage>);
    return undefined;
  }

  async flush(): Promise<void> {
    this.flushes.push(this.items.length);
  }

  #judge(item: WebPubSubEvent): ReturnType<typeof toOperation> {
    try {
      return toOperation(item, { messageLimit: this.#messageLimit });
    } catch (error) {
      this.refused.push({ item, error });
      throw error;
    }
  }

  #ask(question: WebPubSubQuestion): boolean {
    this.questions.push(copyOf(question) as WebPubSubQuestion);
    return typeof this.answer === 'function' ? this.answer(question) : this.answer;
  }
}
