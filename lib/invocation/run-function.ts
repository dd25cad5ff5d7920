import { types } from 'node:util';
import { createError } from '../errors.js';
import type { FunctionDefinition } from '../metadata/definition.js';
import type { Member } from '../metadata/records.js';
import { bindArguments, bindClientAccess, outputTarget } from './bind.js';
import type { BindingSources } from './bind.js';
import type { InvocationHost } from './host.js';
import { compose, unlessError } from './middleware.js';

/**
 * Runs one function: middleware around bind, invoke and flush. Resolves to what the caller is to be answered with.
 * @throws what the method or a middleware threw, OutputError for an item that `add` refused, DeliveryError for outputs that did not arrive.
 */
export async function runFunction(
  definition: FunctionDefinition,
  sources: BindingSources,
  host: InvocationHost,
): Promise<unknown> {
  let sent: unknown;
  const core = async (): Promise<unknown> => {
    const returned = await invoke(definition, sources, host);
    await takeOutputs(definition, returned, sources);
    if (definition.answered !== undefined) return bindClientAccess(definition.answered, sources);
    sent = returned;
    return returned;
  };
  const { context } = sources;
  const result = await compose([...host.use, ...definition.use], context, core, definition.where);
  // @WebPubSub on the method: the return value was the output, so it is no answer. Middleware that gives another value means an answer.
  return definition.returned !== undefined && result === sent ? undefined : result;
}

async function invoke(definition: FunctionDefinition, sources: BindingSources, host: InvocationHost): Promise<unknown> {
  const { context } = sources;
  const made = host.instanceOf(definition, context);
  // Awaited only where it is a promise: a controller may have a function that is called `then`.
  const controller = (types.isPromise(made) ? await made : made) as Readonly<
    Record<Member, (...args: unknown[]) => unknown>
  >;
  const values = await bindArguments(definition.parameters, sources);
  return unlessError(await controller[definition.method]?.(...values));
}

async function takeOutputs(definition: FunctionDefinition, returned: unknown, sources: BindingSources): Promise<void> {
  const { invocation } = sources;
  if (definition.returned !== undefined)
    await invocation.outputs.sendReturned(outputTarget(definition.returned, sources), returned);
  else if (definition.answered !== undefined && returned !== undefined) throw answeredTwice(definition);
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
