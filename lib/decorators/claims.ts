import type { ConnectContext, ValuesByName } from '../invocation/contexts/connect-context.js';
import { Bind } from './bind.js';
import type { PartDecoration } from './bind.js';

/** The claims of the client's token, each with all its values. */
export function Claims(): PartDecoration<ValuesByName> {
  return Bind(({ claims }: ConnectContext<unknown>) => claims, { name: '@Claims', on: ['connect'] });
}
