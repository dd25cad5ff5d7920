import type { BindingSources } from './bind.js';
import type { BindingValues } from './expressions.js';
import type { Invocation } from './invocation.js';
import type { InvocationContext } from './invocation-context.js';
import type { Services } from './services.js';

/** What the bindings of an event's function are made of. */
export class EventSources implements BindingSources {
  readonly context: InvocationContext;
  readonly invocation: Invocation;
  readonly services: Services;
  readonly #functionName: string;
  #values: BindingValues | undefined;

  constructor(context: InvocationContext, invocation: Invocation, services: Services, functionName: string) {
    this.context = context;
    this.invocation = invocation;
    this.services = services;
    this.#functionName = functionName;
  }

  /** Made when an expression is evaluated; most functions have none. */
  get values(): BindingValues {
    this.#values ??= { ...this.context.bindingData, methodName: this.#functionName };
    return this.#values;
  }

  // validation at bootstrap keeps @WebPubSubContext on HTTP functions
  serviceRequest(): never {
    throw new TypeError('An event function has no service request of its own.');
  }
}
