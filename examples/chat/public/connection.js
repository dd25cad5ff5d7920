// The protocol json.webpubsub.azure.v1 over a plain WebSocket, and what it takes to stay connected.

const pauses = [500, 1_000, 2_000, 4_000, 8_000, 15_000];
const heartbeat = 15_000;
const ackPatience = 60_000;

/** The app or the service could not take a request; `isLost` means that nobody knows whether they did. */
export class RequestError extends Error {
  constructor(message, { isLost = false } = {}) {
    super(message);
    this.isLost = isLost;
  }
}

/**
 * A person's connection. It goes on through lost sockets, each time with a new token, until `close()` or until the app refuses the name.
 * Events: `phase` (detail: { phase: 'connecting' | 'connected' | 'waiting' | 'refused', … }) and `message` (detail: what the app sent).
 */
export class Connection extends EventTarget {
  #name;
  #socket;
  #isClosed = false;
  #isOpen = false;
  #acks = new Map();
  #lastAckId = 0;
  #wake = () => undefined;

  constructor(name) {
    super();
    this.#name = name;
  }

  get isOpen() {
    return this.#isOpen;
  }

  async run() {
    let failures = 0;
    while (!this.#isClosed) {
      this.#say({ phase: 'connecting' });
      const { refusal, lasted } = await this.#connectOnce();
      if (this.#isClosed) return;
      if (refusal !== undefined) {
        this.#say({ phase: 'refused', reason: refusal });
        return;
      }
      // A connection that ends as soon as it stands must not be tried for without a pause.
      failures = lasted > 5_000 ? 0 : failures + 1;
      await this.#pause(pauses[Math.min(failures, pauses.length - 1)] * (0.75 + Math.random() / 2));
    }
  }

  /** Ends a pause. */
  tryNow() {
    this.#wake();
  }

  close() {
    this.#isClosed = true;
    this.#wake();
    this.#socket?.close(1000);
  }

  /** Sends a user event and resolves when the app took it. */
  request(event, data) {
    if (!this.#isOpen) return Promise.reject(new RequestError('There is no connection.', { isLost: true }));
    const ackId = ++this.#lastAckId;
    this.#send({ type: 'event', event, ackId, dataType: 'json', data });
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => this.#settle(ackId, { error: { message: 'No answer came.' } }), ackPatience);
      this.#acks.set(ackId, { resolve, reject, timer });
    });
  }

  async #connectOnce() {
    const access = await logIn(this.#name);
    if (access.url === undefined || this.#isClosed) return { refusal: access.refusal, lasted: 0 };
    const opened = await this.#untilClosed(access);
    // The answer to a refused handshake is not shown to pages, so the reason is asked for.
    const refusal = opened === undefined ? await refusalOf(this.#name) : undefined;
    return { refusal, lasted: opened === undefined ? 0 : Date.now() - opened };
  }

  /** Resolves when the socket is gone, to the time when it was open, if it ever was. */
  #untilClosed({ url, rooms }) {
    const socket = new WebSocket(url, 'json.webpubsub.azure.v1');
    this.#socket = socket;
    return new Promise((resolve) => {
      let opened;
      let isAlive = true;
      const beat = setInterval(() => {
        // A network that went away tells nobody; a question without an answer does.
        if (!isAlive) end();
        else if (this.#isOpen) this.#send({ type: 'ping' });
        isAlive = !this.#isOpen;
      }, heartbeat);
      const end = () => {
        clearInterval(beat);
        socket.onmessage = socket.onclose = null;
        socket.close();
        this.#lose();
        resolve(opened);
      };
      socket.onclose = end;
      socket.onmessage = ({ data }) => {
        isAlive = true;
        const frame = JSON.parse(data);
        if (frame.type === 'system' && frame.event === 'connected') {
          opened = Date.now();
          this.#isOpen = true;
          this.#say({ phase: 'connected', rooms });
        } else this.#take(frame);
      };
    });
  }

  #take(frame) {
    if (frame.type === 'ack') this.#settle(frame.ackId, frame);
    if (frame.type === 'message') this.dispatchEvent(new CustomEvent('message', { detail: frame.data }));
  }

  #settle(ackId, { success = false, error, isLost = false }) {
    const pending = this.#acks.get(ackId);
    if (pending === undefined) return;
    this.#acks.delete(ackId);
    clearTimeout(pending.timer);
    if (success || error?.name === 'Duplicate') pending.resolve();
    else pending.reject(new RequestError(error?.message ?? 'The chat could not take it.', { isLost }));
  }

  #lose() {
    this.#isOpen = false;
    const error = { message: 'The connection was lost.' };
    for (const ackId of [...this.#acks.keys()]) this.#settle(ackId, { error, isLost: true });
  }

  async #pause(milliseconds) {
    this.#say({ phase: 'waiting', until: Date.now() + milliseconds });
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

  #say(detail) {
    this.dispatchEvent(new CustomEvent('phase', { detail }));
  }
}

/** What to connect with; or a refusal; or nothing while the app cannot be reached. */
async function logIn(name) {
  const answer = await ask(`login?userid=${encodeURIComponent(name)}`);
  if (answer === undefined) return {};
  return answer.status >= 400 ? { refusal: answer.body.title } : answer.body;
}

async function refusalOf(name) {
  const answer = await ask(`names/${encodeURIComponent(name)}`);
  return answer?.body.refusal ?? undefined;
}

async function ask(path) {
  try {
    const response = await fetch(path, { signal: AbortSignal.timeout(15_000) });
    return response.status >= 500 ? undefined : { status: response.status, body: await response.json() };
  } catch {
    return undefined;
  }
}
