import { isReliable, subprotocolOf, subprotocols, type SubprotocolName } from '../../protocol/subprotocols.js';
import type { ClientCodec } from './codec.js';
import { createJsonCodec } from './json-codec.js';
import { createSimpleCodec, type SimpleMode } from './simple-codec.js';

/** What a WebSocket is opened with. */
export interface SubprotocolChoice {
  /** The name that the answer echoes, as the client spelled it; undefined: none. */
  readonly name: string | undefined;
  readonly codec: (mode: SimpleMode) => ClientCodec;
  readonly isReliable: boolean;
}

// The one place that knows which subprotocols the emulator speaks.
const codecs: Readonly<Partial<Record<SubprotocolName, () => ClientCodec>>> = {
  [subprotocols.json]: createJsonCodec,
  [subprotocols.jsonReliable]: createJsonCodec,
};

/** The first offered name that is the service's own and that the emulator speaks; or why the client cannot be served. */
export function chooseOffered(offered: readonly string[]): SubprotocolChoice | { readonly problem: string } {
  const known = offered.filter((name) => subprotocolOf(name) !== undefined);
  const spoken = known.find((name) => codecs[subprotocolOf(name) ?? subprotocols.json] !== undefined);
  if (spoken === undefined && known[0] !== undefined) return { problem: unsupported(known[0]) };
  return spoken === undefined ? simple(undefined) : chooseByName(spoken);
}

/** The choice of a `connect` answer; a name that is not the service's own makes a simple client. */
export function chooseByName(name: string): SubprotocolChoice | { readonly problem: string } {
  const subprotocol = subprotocolOf(name);
  if (subprotocol === undefined) return simple(name);
  const codec = codecs[subprotocol];
  return codec === undefined ? { problem: unsupported(name) } : { name, codec, isReliable: isReliable(subprotocol) };
}

function simple(name: string | undefined): SubprotocolChoice {
  return { name, codec: createSimpleCodec, isReliable: false };
}

function unsupported(name: string): string {
  const spoken = Object.keys(codecs).join(' or ');
  return `The emulator does not support the subprotocol ${name} yet; offer ${spoken}.`;
}
