// The protocol json.webpubsub.azure.v1 over a plain WebSocket, and what it takes to stay connected.

const pauses = [500, 1_000, 2_000, 4_000, 8_000, 15_000];
const heartbeat = 15_000;

/**
 * Goes on through lost sockets, each time with a new token, for as long as the page is open.
 * Events: `open` (detail: { userId }), `lost`, and `message` (detail: { from, fromUserId, data }, as the service says it).
 */
export class Connection extends EventTarget {
  #socket;
  #isOpen = false;
  #lastAckId = 0;
  #acks = new Map();
  #wake = () => undefined;

  get isOpen() {
    return this.#isOpen;
  }

  async run() {
    for (let failures = 0; ; failures += 1) {
      const lasted = await this.#connectOnce();
      this.dispatchEvent(new Event('lost'));
      // A connection that ends as soon as it stands must not be tried for without a pause.
      if (lasted > 5_000) failures = 0;
      await this.#pause(pauses[Math.min(failures, pauses.length - 1)] * (0.75 + Math.random() / 2));
    }
  }

  /** Ends a pause. */
  tryNow() {
    this.#wake();
  }

  /** Sends a user event to the app. Resolves to 'taken', 'refused', or 'lost' where nobody knows. */
  request(event, data) {
    if (!this.#isOpen) return Promise.resolve('lost');
    const ackId = ++this.#lastAckId;
    this.#send({ type: 'event', event, ackId, dataType: 'json', data });
    return new Promise((resolve) => this.#acks.set(ackId, resolve));
  }

  /** Tells the other pages, past the app. Nobody waits for it: what is lost is made good by what the app says later. */
  tell(data) {
    if (this.#isOpen) this.#send({ type: 'sendToGroup', group: 'board', noEcho: true, dataType: 'json', data });
  }

  /** Resolves when the socket is gone, to the milliseconds that it was open. */
  async #connectOnce() {
    try {
      const response = await fetch('negotiate', { method: 'POST', signal: AbortSignal.timeout(15_000) });
      if (!response.ok) return 0;
      const { url } = await response.json();
      return await this.#untilClosed(new WebSocket(url, 'json.webpubsub.azure.v1'));
    } catch {
      return 0;
    }
  }

  #untilClosed(socket) {
    this.#socket = socket;
    return new Promise((resolve) => {
      let opened = Infinity;
      let isAlive = true;
      const end = () => {
        clearInterval(beat);
        socket.onmessage = socket.onclose = null;
        socket.close();
        this.#lose();
        resolve(Date.now() - opened);
      };
      // A network that went away tells nobody; a question without an answer does.
      const beat = setInterval(() => {
        if (!isAlive) return end();
        isAlive = false;
        if (this.#isOpen) this.#send({ type: 'ping' });
      }, heartbeat);
      socket.onclose = end;
      socket.onmessage = ({ data }) => {
        isAlive = true;
        const frame = JSON.parse(data);
        if (frame.type === 'system' && frame.event === 'connected') {
          opened = Date.now();
          this.#isOpen = true;
          this.dispatchEvent(new CustomEvent('open', { detail: frame }));
        } else this.#take(frame);
      };
    });
  }

  #take(frame) {
    if (frame.type === 'message') this.dispatchEvent(new CustomEvent('message', { detail: frame }));
    if (frame.type === 'ack') this.#settle(frame.ackId, frame.success ? 'taken' : 'refused');
  }

  #lose() {
    this.#isOpen = false;
    for (const ackId of [...this.#acks.keys()]) this.#settle(ackId, 'lost');
  }

  #settle(ackId, outcome) {
    this.#acks.get(ackId)?.(outcome);
    this.#acks.delete(ackId);
  }

  async #pause(milliseconds) {
    await new Promise((resolve) => {
      const timer = setTimeout(resolve, milliseconds);
      this.#wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }

  #send(frame) {
    this.#socket.send(JSON.stringify(frame));
  }
}
