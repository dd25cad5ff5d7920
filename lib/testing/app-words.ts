import type { Failure } from '../emulator/upstream/answer-status.js';
import type { UpstreamEvent } from '../emulator/upstream/event.js';
import { isError } from '../errors.js';
import type { LoggedLine } from './recording-log.js';
import { withoutSecrets } from './without-secrets.js';

interface Said {
  readonly text: string;
  readonly by: 'app' | 'service';
  /** Whether the failure of a client has told it. */
  isTold: boolean;
}

const mostTexts = 3;
const longestText = 300;

/** What a test app has complained of, for the failures of its clients: the wire tells them less than a test may know. */
export class AppWords {
  readonly #said: Said[] = [];
  readonly #open: () => string | undefined;

  /** `open` says what is still under way, for those who wait in vain. */
  constructor(open: () => string | undefined = () => undefined) {
    this.#open = open;
  }

  /** How much was said so far. */
  get mark(): number {
    return this.#said.length;
  }

  /** Takes up what was logged, as far as it is a complaint. */
  logged({ level, message, details }: LoggedLine): void {
    if (isComplaint(level, details)) this.#add('app', lineText(message, details['err']));
  }

  /** Takes up an event that failed: with the words of the app, which its client may not be told, else with what the service makes of it. */
  failed({ eventName }: UpstreamEvent, { words, problem, status = 500 }: Failure): void {
    if (words !== undefined && status < 500) this.#add('app', words);
    else this.#add('service', `event "${eventName}" failed: ${problem}`);
  }

  /** Does something, and lets its failure tell what was said meanwhile. */
  async explained<T>(work: () => Promise<T>): Promise<T> {
    const { mark } = this;
    try {
      return await work();
    } catch (failure) {
      throw this.explain(failure, mark);
    }
  }

  /**
   * A failure, with what was said since a mark, and with what the app said since an earlier one that no failure has told yet. Of what the app
   * itself says, the service knows less.
   */
  explain(failure: unknown, mark: number, first = mark): unknown {
    if (!isError(failure)) return failure;
    const recent = this.#said.slice(mark);
    const app = [...this.#said.slice(first, mark).filter(({ isTold }) => !isTold), ...recent].filter(isOfApp);
    const service = recent.some(isOfApp) ? [] : recent;
    const told = failure.message;
    tell(failure, 'app', newsIn(told, app));
    tell(failure, 'service', newsIn(told, service));
    for (const one of [...app, ...recent]) one.isTold = true;
    return failure;
  }

  /** The same of a wait, of which what is still under way is told, too. */
  explainWait(failure: unknown, mark: number, first: number): unknown {
    const open = this.#open();
    const explained = this.explain(failure, mark, first);
    if (open !== undefined && isError(explained)) append(explained, open);
    return explained;
  }

  #add(by: Said['by'], text: string): void {
    this.#said.push({ by, text: sentence(shortened(withoutSecrets(text))), isTold: false });
  }
}

/** What was warned of already is told at the level `debug` when it comes again. */
function isComplaint(level: LoggedLine['level'], { code }: LoggedLine['details']): boolean {
  if (level === 'warn' || level === 'error') return true;
  return typeof code === 'string' && code.startsWith('WPS_');
}

function lineText(message: string, error: unknown): string {
  const reason = error === undefined ? '' : describe(error);
  return reason === '' || message.includes(reason) ? message : `${message.replace(/\.$/, '')}: ${reason}`;
}

// Anything can be thrown, also what cannot be made a text.
function describe(error: unknown): string {
  try {
    return isError(error) ? (error.message === '' ? error.name : `${error.name}: ${error.message}`) : String(error);
  } catch {
    return '';
  }
}

const isOfApp = ({ by }: Said): boolean => by === 'app';

/** What was said and a failure does not tell already, whatever stands at the end of its sentences. */
function newsIn(message: string, said: readonly Said[]): readonly string[] {
  const known = message.replace(/\s+/g, ' ');
  return distinct(said.map(({ text }) => text)).filter((text) => !known.includes(text.replace(/[.!?…]$/, '')));
}

function tell(failure: Error, by: Said['by'], news: readonly string[]): void {
  if (news.length > 0) append(failure, `The ${by} said: ${listed(news)}`);
}

/** Each once; of two that begin alike, the one that says more. */
function distinct(texts: readonly string[]): readonly string[] {
  return texts.filter(
    (text, index) => texts.indexOf(text) === index && !texts.some((other) => other !== text && other.startsWith(text)),
  );
}

function listed(texts: readonly string[]): string {
  const more = texts.length - mostTexts;
  return [...texts.slice(0, mostTexts), ...(more > 0 ? [`And ${String(more)} more in app.lines.`] : [])].join(' ');
}

function append(error: Error, text: string): void {
  // Read first: it may be made when it is asked for, with the message of that moment.
  const { message, stack = '' } = error;
  error.message = `${sentence(message)} ${text}`;
  error.stack = stack.replace(message, () => error.message);
}

function shortened(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim();
  return line.length > longestText ? `${line.slice(0, longestText)}…` : line;
}

function sentence(text: string): string {
  return /[.!?…]$/.test(text) ? text : `${text}.`;
}
