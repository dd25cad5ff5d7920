import { isReliable, subprotocolOf, subprotocols, type SubprotocolName } from '../../protocol/subprotocols.js';
import type { Disputed } from '../disputed.js';
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

type Choice = SubprotocolChoice | { readonly problem: string };
type Codecs = Readonly<Partial<Record<SubprotocolName, ClientCodec>>>;

/** Chooses subprotocols, and holds the codecs of those that the emulator speaks: one each, which all connections share. */
export class SubprotocolChooser {
  readonly #codecs: Codecs;

  constructor(disputed: Disputed) {
    const json = createJsonCodec(disputed);
    // The one place that knows which subprotocols the emulator speaks.
    this.#codecs = { [subprotocols.json]: json, [subprotocols.jsonReliable]: json };
  }

  /** The first offered name that is the service's own and that the emulator speaks; or why the client cannot be served. */
  ofOffered(offered: readonly string[]): Choice {
    const known = offered.filter((name) => subprotocolOf(name) !== undefined);
    const spoken = known.find((name) => this.#codecs[subprotocolOf(name) ?? subprotocols.json] !== undefined);
    if (spoken === undefined && known[0] !== undefined) return { problem: this.#unsupported(known[0]) };
    return spoken === undefined ? simple(undefined) : this.byName(spoken);
  }

  /** The choice of a `connect` answer; a name that is not the service's own makes a simple client. */
  byName(name: string): Choice {
    const subprotocol = subprotocolOf(name);
    if (subprotocol === undefined) return simple(name);
    const codec = this.#codecs[subprotocol];
    if (codec === undefined) return { problem: this.#unsupported(name) };
    return { name, codec: () => codec, isReliable: isReliable(subprotocol) };
  }

  #unsupported(name: string): string {
    const spoken = Object.keys(this.#codecs).join(' or ');
    return `The emulator does not support the subprotocol ${name} yet; offer ${spoken}.`;
  }
}

function simple(name: string | undefined): SubprotocolChoice {
  return { name, codec: createSimpleCodec, isReliable: false };
}
