import type { FunctionDefinition } from '../metadata/definition.js';
import type { AnyMiddleware } from '../metadata/records.js';
import type { StateEncoding } from '../protocol/connection-state.js';
import type { FunctionIndex } from './function-index.js';
import type { Invocation, InvocationOptions } from './invocation.js';
import type { AnyContext, Reporter } from './reporter.js';
import type { Services } from './services.js';
import type { Verifier } from './verifier.js';

export interface Limits {
  /** Bytes of a request body. */
  readonly bodyLimit: number;
  /** Bytes of the encoded state of a connection. */
  readonly statesLimit: number;
}

/** What the journey of a request needs from the host that it runs in. */
export interface InvocationHost {
  readonly index: FunctionIndex;
  readonly services: Services;
  /** Of `bootstrap({ use })`. */
  readonly use: readonly AnyMiddleware[];
  readonly limits: Limits;
  readonly statesEncoding: StateEncoding;
  /** Whether the platform's headers of who the caller is are believed. */
  readonly trustsPrincipal: boolean;
  readonly functionKeys: readonly string[];
  readonly reporter: Reporter;
  /** Told of whatever an answer was made of in the place of what a function returned; for tests. */
  readonly onThrown: ((error: unknown) => void) | undefined;
  /** For the connections of one function, or all of them; undefined where verification was switched off. */
  verifier(connections: readonly string[] | 'all'): Verifier | undefined;
  /** The controller to run a function on. */
  instanceOf(definition: FunctionDefinition, context: AnyContext): object | Promise<object>;
  begin(
    options: Omit<InvocationOptions, 'reporter' | 'clock' | 'timeout' | 'queueLimit' | 'messageLimit' | 'onWork'>,
  ): Invocation;
}
