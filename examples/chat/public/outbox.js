/**
 * What one has said, until the app has it. While there is no connection it waits and then goes by itself: a message keeps its id, so one that
 * arrived although its confirmation was lost is not shown twice.
 */
export class Outbox {
  #entries = new Map();
  #send;
  #show;

  /** `send(message)` resolves when the app took it; `show(message, state, sentence, actions)`. */
  constructor({ send, show, forget }) {
    this.#send = send;
    this.#show = show;
    this.forget = forget;
  }

  /** What is not sent yet. */
  get unsent() {
    return [...this.#entries.values()].map(({ message }) => message);
  }

  add(message) {
    this.#entries.set(message.id, { message, isUnderWay: false });
    return this.#try(message.id);
  }

  /** Tries what waits, in order. */
  async flush() {
    for (const [id, { hasFailed }] of [...this.#entries]) if (!hasFailed) await this.#try(id);
  }

  /** The app passed it on, or refused it. */
  arrived(id) {
    const entry = this.#entries.get(id);
    if (entry === undefined) return;
    this.#entries.delete(id);
    this.#show(entry.message, 'sent');
  }

  refused(id, reason) {
    const entry = this.#entries.get(id);
    if (entry !== undefined) this.#fail(entry, reason);
  }

  async #try(id) {
    const entry = this.#entries.get(id);
    if (entry === undefined || entry.isUnderWay) return;
    entry.isUnderWay = true;
    entry.hasFailed = false;
    this.#show(entry.message, 'sending', 'Sending…');
    try {
      await this.#send(entry.message);
      if (!entry.hasFailed) this.arrived(id);
    } catch (error) {
      if (error.isLost) this.#show(entry.message, 'waiting', 'Waiting for the connection');
      else this.#fail(entry, 'Not sent.');
    }
    entry.isUnderWay = false;
  }

  #fail(entry, sentence) {
    const { id } = entry.message;
    entry.hasFailed = true;
    const discard = () => {
      this.#entries.delete(id);
      this.forget(entry.message);
    };
    this.#show(entry.message, 'failed', sentence, [
      ['Try again', () => this.#try(id)],
      ['Discard', discard],
    ]);
  }
}
