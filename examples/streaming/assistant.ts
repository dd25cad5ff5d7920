import {
  HttpTrigger,
  Hub,
  WebPubSub,
  WebPubSubAction,
  WebPubSubConnection,
  WebPubSubTrigger,
  type AsyncCollector,
  type DisconnectedContext,
  type UserEventContext,
} from 'web-pubsub-bindings';
import { readId, readQuestion, type AnswerMessage, type Question } from './messages.js';
import { createModel, type Model } from './model.js';
import { RunningAnswers } from './running-answers.js';
import { streamAnswer } from './stream-answer.js';

/** Answers questions, word by word, for as long as the one who asked wants to read. */
@Hub('assistant')
export class Assistant {
  readonly #model: Model;
  readonly #answers: RunningAnswers;

  constructor(model = createModel(), answers = new RunningAnswers()) {
    this.#model = model;
    this.#answers = answers;
  }

  /** Hands a page what it connects with. It is nobody in particular: an answer goes to the connection that asked. */
  @HttpTrigger({ methods: ['post'] })
  negotiate(@WebPubSubConnection() connection: WebPubSubConnection) {
    return connection;
  }

  /** Answers at once. The text follows, after this method has returned. */
  @WebPubSubTrigger()
  ask(context: UserEventContext<unknown>, @WebPubSub() out: AsyncCollector): AnswerMessage {
    const question = readQuestion(context.data);
    context.waitUntil(this.#answer(question, context, out));
    return { type: 'started', id: question.id };
  }

  /** Ends an answer; of one that has come to its end there is nothing to say. */
  @WebPubSubTrigger()
  stop({ connectionId, data }: UserEventContext<unknown>): AnswerMessage | undefined {
    const id = readId(data);
    return this.#answers.stop(connectionId, id) ? { type: 'stopped', id } : undefined;
  }

  /** Nobody reads on. */
  @WebPubSubTrigger()
  disconnected({ connectionId }: DisconnectedContext): void {
    this.#answers.stop(connectionId);
  }

  /** Ends every answer, before the app closes. */
  close(): Promise<void> {
    return this.#answers.close();
  }

  #answer({ id, question }: Question, context: UserEventContext<unknown>, out: AsyncCollector): Promise<void> {
    const { connectionId } = context;
    return this.#answers.run(connectionId, id, (stopped) => {
      // The host aborts its own when it closes and has waited long enough.
      const signal = AbortSignal.any([stopped, context.signal]);
      return streamAnswer({
        ...{ id, signal },
        tokens: this.#model(question, signal),
        send: (message) => out.add(WebPubSubAction.sendToConnection(connectionId, message)),
        isThere: () => out.add({ targetType: 'Connections', targetId: connectionId }),
      });
    });
  }
}
