import { randomBytes } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { EmulatorFaults } from '../faults/rule.js';
import { readRestRequest } from '../rest/http-request.js';
import { act, isAction, type ActionOutcome, type Inspected } from './actions.js';
import { Disturbances } from './disturbances.js';
import { pageProblem, requestProblem } from './guard.js';
import { hideSecrets } from './hide-secrets.js';
import { commonHeaders, pageHeaders, readPageFile } from './page-files.js';
import { PageStream } from './page-stream.js';
import { readInspectorRequest } from './read-request.js';
import type { TapEntry } from '../tap/entries.js';
import { Recorder } from './recorder.js';
import { shownEntry } from './shown-entry.js';
import type { ShownEntry } from './wire.js';

export interface InspectorOptions extends Omit<Inspected, 'disturbances'> {
  readonly faults: Pick<EmulatorFaults, 'add'>;
}

/** Where its pages begin. */
export const inspectorPath = '/inspector/';

const bodyLimit = 2 * 1024 * 1024;
// Each has a stream of its own.
const mostPages = 20;

/** The page that shows what happens in the emulator, and all that it asks for. */
export class Inspector {
  readonly #options: InspectorOptions;
  readonly #token = randomBytes(32).toString('base64url');
  readonly #recorder: Recorder;
  readonly #disturbances: Disturbances;
  /** As they stand in JSON. */
  readonly #secrets: readonly string[];
  readonly #streams = new Set<PageStream>();

  constructor(options: InspectorOptions) {
    this.#options = options;
    this.#secrets = options.accessKeys.map((key) => JSON.stringify(key).slice(1, -1));
    this.#disturbances = new Disturbances(options.faults);
    this.#recorder = new Recorder(options);
  }

  /** With the token of this run behind `#`, so that it is in no request line, no log and no `Referer`. */
  get url(): string {
    return `${this.#options.address.url}${inspectorPath}#${this.#token}`;
  }

  /** Whether a request is for the inspector. */
  static takes(request: Pick<IncomingMessage, 'url'>): boolean {
    return /^\/inspector([/?]|$)/.test(request.url ?? '');
  }

  async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { method, path } = readRestRequest(request);
    const isPost = method === 'POST';
    const problem = (isPost ? requestProblem : pageProblem)(request, this.#guard);
    if (problem !== undefined) sayProblem(response, 403, problem);
    else if (isPost) await this.#answerRequest(path.slice(`${inspectorPath}api/`.length), request, response);
    else if (method !== 'GET' && method !== 'HEAD') sayProblem(response, 405, 'GET the page, POST what it asks for.');
    else if (path === '/inspector') response.writeHead(308, { ...commonHeaders, location: inspectorPath }).end();
    else await this.#answerFile(path.slice(inspectorPath.length), request, response);
  }

  /** No event of before can be sent once more, for its connection is gone; and so are the faults. */
  reset(): void {
    this.#options.sent.clear();
    this.#disturbances.forget();
  }

  /** Lets go of every page. */
  close(): void {
    for (const stream of this.#streams) stream.end();
    this.#recorder.end();
  }

  get #inspected(): Inspected {
    return { ...this.#options, disturbances: this.#disturbances };
  }

  get #guard() {
    return { address: this.#options.address, token: this.#token };
  }

  async #answerFile(name: string, { headers }: IncomingMessage, response: ServerResponse): Promise<void> {
    const file = await readPageFile(name);
    if (file === undefined) {
      sayProblem(response, 404, 'There is no such file. Was the page built (npm run build)?');
      return;
    }
    response.writeHead(200, { ...pageHeaders(headers.host ?? ''), 'content-type': file.type });
    response.end(file.content);
  }

  async #answerRequest(name: string, request: IncomingMessage, response: ServerResponse): Promise<void> {
    if (name !== 'stream' && !isAction(name)) {
      sayProblem(response, 404, 'There is no such request.');
      return;
    }
    if (Number(request.headers['content-length']) > bodyLimit) {
      sayProblem(response, 413, 'The message is too large.');
      return;
    }
    const read = readInspectorRequest(name, await readBody(request));
    if ('problem' in read) sayProblem(response, 400, read.problem);
    // The compiler does not follow that the name and the request belong together.
    else if (name !== 'stream') this.#say(response, act(this.#inspected, name, read.request as never));
    else this.#openStream((read.request as { readonly after?: number }).after ?? 0, response);
  }

  #say(response: ServerResponse, outcome: ActionOutcome): void {
    if ('problem' in outcome) {
      sayProblem(response, 409, outcome.problem);
      return;
    }
    const { accessToken } = outcome.value as { readonly accessToken?: string };
    const text = JSON.stringify(outcome.value);
    response.writeHead(200, { ...commonHeaders, 'content-type': 'application/json; charset=utf-8' });
    // The token of a test client is the one that the page needs; it does not show it.
    response.end(accessToken === undefined ? this.#hide(text) : text);
  }

  #openStream(after: number, response: ServerResponse): void {
    if (this.#streams.size >= mostPages) {
      sayProblem(response, 429, 'Too many pages of the inspector are open: close one of them, and this one goes on.');
      return;
    }
    response.writeHead(200, { ...commonHeaders, 'content-type': 'application/x-ndjson; charset=utf-8' });
    const stream = new PageStream({ response, show: (entry) => this.#show(entry), hide: (text) => this.#hide(text) });
    this.#streams.add(stream);
    response.once('close', () => {
      this.#recorder.close(stream.take);
      this.#streams.delete(stream);
      stream.end();
    });
    for (const entry of this.#recorder.after(after)) stream.take(entry);
    this.#recorder.open(stream.take);
    stream.flush();
  }

  #show(entry: TapEntry): ShownEntry {
    const { sent, accessKeys } = this.#options;
    return shownEntry(entry, entry.what === 'event.sent' && sent.get(entry.id) !== undefined, accessKeys);
  }

  #hide(text: string): string {
    return hideSecrets(text, this.#secrets);
  }
}

async function readBody(request: IncomingMessage): Promise<unknown> {
  const body = await readRestRequest(request).readBody(bodyLimit);
  try {
    return JSON.parse(body.toString('utf8')) as unknown;
  } catch {
    return undefined;
  }
}

function sayProblem(response: ServerResponse, status: number, problem: string): void {
  response.writeHead(status, { ...commonHeaders, 'content-type': 'application/json; charset=utf-8' });
  response.end(JSON.stringify({ problem }));
}
