import { types } from 'node:util';
import { createError } from '../errors.js';
import type { FunctionDefinition, OutputBinding } from '../metadata/definition.js';
import type { Member } from '../metadata/records.js';
import { bindArguments, bindClientAccess, outputTarget } from './bind.js';
import type { BindingSources } from './bind.js';
import type { InvocationHost } from './host.js';
import { compose, unlessError } from './middleware.js';

/**
 * Runs one function: middleware around bind, invoke and flush. Resolves to what the caller is to be answered with.
 * @throws what the method or a middleware threw, OutputError for an item that `add` refused, DeliveryError for outputs that did not arrive.
 */
export function runFunction(
  definition: FunctionDefinition,
  sources: BindingSources,
  host: InvocationHost,
): Promise<unknown> {
  // Without middleware there is nobody to call on and nothing to compare.
  if (host.use.length === 0 && definition.use.length === 0) return invokeAlone(definition, sources, host);
  return invokeWithin(definition, sources, host);
}

async function invokeWithin(
  definition: FunctionDefinition,
  sources: BindingSources,
  host: InvocationHost,
): Promise<unknown> {
  let sent: unknown;
  const core = async (): Promise<unknown> => {
    const value = await invoke(definition, sources, host);
    if (definition.answered === undefined) sent = value;
    return value;
  };
  const { context } = sources;
  const result = await compose([...host.use, ...definition.use], context, core, definition.where);
  // The return value was the output; middleware that gives another value means an answer.
  return definition.returned !== undefined && result === sent ? undefined : result;
}

function invokeAlone(definition: FunctionDefinition, sources: BindingSources, host: InvocationHost): Promise<unknown> {
  const invoking = invoke(definition, sources, host);
  return definition.returned !== undefined && definition.answered === undefined ? nothingOf(invoking) : invoking;
}

// @WebPubSub on the method: the return value was the output, so it is no answer.
async function nothingOf(invoking: Promise<unknown>): Promise<undefined> {
  await invoking;
}

/** The method's value, or the client access that stands in its place, once its outputs were taken. Awaits only what is a promise. */
async function invoke(definition: FunctionDefinition, sources: BindingSources, host: InvocationHost): Promise<unknown> {
  const made = host.instanceOf(definition, sources.context);
  // Asked for, because a controller may have a function that is called `then`.
  const controller = (types.isPromise(made) ? await made : made) as Readonly<
    Record<Member, (...args: unknown[]) => unknown>
  >;
  const values = bindArguments(definition.parameters, sources);
  const settled = Array.isArray(values) ? values : await values;
  const returned = unlessError(await controller[definition.method]?.(...settled));
  const taking = takeOutputs(definition, returned, sources);
  if (taking !== undefined) await taking;
  return definition.answered === undefined ? returned : bindClientAccess(definition.answered, sources);
}

function takeOutputs(
  definition: FunctionDefinition,
  returned: unknown,
  sources: BindingSources,
): Promise<void> | undefined {
  if (definition.returned !== undefined) return sendReturned(definition.returned, returned, sources);
  if (definition.answered !== undefined && returned !== undefined) throw answeredTwice(definition);
  return sources.invocation.flush();
}

async function sendReturned(binding: OutputBinding, returned: unknown, sources: BindingSources): Promise<void> {
  const { invocation } = sources;
  await invocation.outputs.sendReturned(outputTarget(binding, sources), returned);
  await invocation.flush();
}

function answeredTwice({ where }: FunctionDefinition): Error {
  return createError('WPS_ANSWER_INVALID', {
    where,
    event: 'a request',
    problem: 'a value, while @WebPubSubConnection on the method makes the client URL the answer',
    remedy: 'Return nothing, or take the connection as a parameter.',
  });
}
