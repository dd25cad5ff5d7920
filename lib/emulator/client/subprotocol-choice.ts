import { isReliable, subprotocolOf, subprotocols, type SubprotocolName } from '../../protocol/subprotocols.js';
import type { Disputed } from '../disputed.js';
import type { ClientCodec } from './codec.js';
import { createJsonCodec } from './json-codec.js';
import { createSimpleCodec, type SimpleMode } from './simple-codec.js';

type Awaitable<T> = T | Promise<T>;

/** What a WebSocket is opened with. */
export interface SubprotocolChoice {
  /** The name that the answer echoes, as the client spelled it; undefined: none. */
  readonly name: string | undefined;
  readonly codec: (mode: SimpleMode) => Awaitable<ClientCodec>;
  readonly isReliable: boolean;
}

/** Chooses subprotocols, and holds their codecs: one each, which all connections share. */
export class SubprotocolChooser {
  readonly #codecs: Readonly<Record<SubprotocolName, () => Awaitable<ClientCodec>>>;

  constructor(disputed: Disputed) {
    const jsonCodec = createJsonCodec(disputed);
    const json = (): ClientCodec => jsonCodec;
    let protobufCodec: Promise<ClientCodec> | undefined;
    const protobuf = (): Promise<ClientCodec> => (protobufCodec ??= loadProtobufCodec(disputed));
    this.#codecs = {
      ...{ [subprotocols.json]: json, [subprotocols.jsonReliable]: json },
      ...{ [subprotocols.protobuf]: protobuf, [subprotocols.protobufReliable]: protobuf },
    };
  }

  /** The first offered name that is the service's own, else none. */
  ofOffered(offered: readonly string[]): SubprotocolChoice {
    const known = offered.find((name) => subprotocolOf(name) !== undefined);
    return known === undefined ? simple(undefined) : this.byName(known);
  }

  /** The choice of a `connect` answer; a name that is not the service's own makes a simple client. */
  byName(name: string): SubprotocolChoice {
    const subprotocol = subprotocolOf(name);
    if (subprotocol === undefined) return simple(name);
    return { name, codec: this.#codecs[subprotocol], isReliable: isReliable(subprotocol) };
  }
}

/** Loaded for the first client that speaks it: it takes as long as the whole emulator. */
async function loadProtobufCodec(disputed: Disputed): Promise<ClientCodec> {
  const { createProtobufCodec } = await import('./protobuf/protobuf-codec.js');
  return createProtobufCodec(disputed);
}

function simple(name: string | undefined): SubprotocolChoice {
  return { name, codec: createSimpleCodec, isReliable: false };
}
