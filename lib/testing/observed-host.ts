import { AsyncLocalStorage } from 'node:async_hooks';
import { setImmediate } from '../emulator/real-time.js';
import { RequestError } from '../errors.js';
import { createHost } from '../host/host.js';
import type { Host, HostOptions, HostRequest, HostResponse } from '../host/host.js';
import { completeOptions } from '../host/host-options.js';
import { toErrorAnswer } from '../invocation/error-answer.js';
import type { Logger } from '../invocation/logger.js';
import type { Operation, Perform } from '../protocol/operations.js';
import type { FakeService } from './fake-service.js';
import { holding } from './hold.js';
import { LeftWork } from './left-work.js';
import { printedLog } from './printed-log.js';
import { recordingLog } from './recording-log.js';
import type { LoggedLine } from './recording-log.js';
import { isQuestion, toOutput } from './test-answer.js';
import type { Observed } from './test-answer.js';
import { closeMilliseconds, withConnection } from './test-settings.js';

/** The key of nothing: no request leaves a test. */
export const testKey = 'a-key-for-tests';
const connectionString = `Endpoint=http://localhost;AccessKey=${testKey};Version=1.0;`;

/** A host before a service in memory, that tells of each request what it sent, logged and failed with. */
export class ObservedHost {
  readonly host: Host;
  readonly lines: readonly LoggedLine[];
  readonly #service: FakeService;
  readonly #observed = new AsyncLocalStorage<Observed>();
  readonly #left = new LeftWork();
  readonly #log: Logger;

  constructor(options: HostOptions, service: FakeService) {
    // The logger that the test host wraps is judged as it was given.
    completeOptions(options);
    this.#service = service;
    // Errors are in the answer of the event, or settled() rejects with them; what is only warned of would not be seen.
    const printed = printedLog(['warn']);
    const { log, lines } = recordingLog({
      also: options.log ?? printed.log,
      onLine: (line) => this.#observed.getStore()?.lines.push(line),
    });
    this.lines = lines;
    this.#log = log;
    const onThrown = (error: unknown): void => {
      const observed = this.#observed.getStore();
      if (observed !== undefined && !isRefusal(error)) observed.thrown ??= { error };
    };
    const { host } = createHost(
      {
        ...{ verify: false, ...options, closeTimeout: options.closeTimeout ?? closeMilliseconds, log },
        settings: withConnection(options.settings, connectionString),
      },
      {
        perform: (_, hub) => this.#perform(hub),
        clock: service.clock,
        onWork: (work, name) => this.#left.add(work, name),
        onThrown,
      },
    );
    this.host = host;
    printed.start();
  }

  /** With a warning, which is told before. */
  async handle(
    request: HostRequest,
    warning?: string,
  ): Promise<{ readonly response: HostResponse; readonly observed: Observed }> {
    const observed: Observed = { outputs: [], lines: [] };
    if (warning !== undefined) this.#observed.run(observed, () => this.#log.warn(warning));
    // The deadline itself does not keep the process, and a function may wait for nothing that does.
    const response = await holding(() => this.#observed.run(observed, () => this.host.handle(request)));
    return { response, observed };
  }

  async settled(): Promise<void> {
    await this.#left.settled();
    // What the work added and did not await is with the service after this turn.
    await new Promise((resolve) => setImmediate(resolve));
  }

  #perform(hub: string): Perform {
    const perform = this.#service.perform(hub);
    return async (operation, options) => {
      // A question asks and changes nothing; what a test compares is what was done.
      if (!isQuestion(operation.name))
        this.#observed.getStore()?.outputs.push(toOutput(hub, operation as unknown as Operation));
      if ('connectionId' in operation && operation.name === 'sendToConnection') this.#tellOfNobody(hub, operation);
      return perform(operation, options);
    };
  }

  /** The service takes a message to a connection that there is not, with 202; a test may wonder where it went. */
  #tellOfNobody(hub: string, { connectionId }: { readonly connectionId: string }): void {
    if (this.#service.has(hub, connectionId)) return;
    this.#log.debug(
      { hub, connectionId },
      `A message to connection "${connectionId}" reached nobody: hub ${hub} has no such connection.`,
    );
  }
}

/** Whether a function, or its middleware, has said no by throwing; a request that came to none of them is refused by a RequestError. */
function isRefusal(error: unknown): boolean {
  return toErrorAnswer(error).status < 500 && !(error instanceof RequestError);
}
