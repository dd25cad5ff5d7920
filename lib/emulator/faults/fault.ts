import type { FaultPlace } from './rule.js';

/** What can go wrong at each place. */
export const faultKinds = {
  frameToClient: ['drop', 'duplicate', 'reorder', 'cut', 'overflow', 'delay', 'close'],
  frameFromClient: ['drop', 'duplicate', 'reorder', 'cut', 'delay', 'close'],
  handshake: ['cut', 'delay', 'status'],
  rest: ['cut', 'dropAnswer', 'delay', 'status'],
  event: ['cut', 'dropAnswer', 'delay', 'status'],
} as const satisfies Readonly<Record<FaultPlace, readonly FaultKind[]>>;

/** A fault of which nothing more is to be said. */
type Plain<K> = K extends string ? { readonly kind: K } : never;

/** What can go wrong, in one word. */
export type FaultKind =
  'drop' | 'duplicate' | 'reorder' | 'cut' | 'overflow' | 'dropAnswer' | 'delay' | 'close' | 'status';

/** A fault after it was read. */
export type Fault =
  | Plain<'drop' | 'duplicate' | 'reorder' | 'cut' | 'overflow' | 'dropAnswer'>
  | { readonly kind: 'delay'; readonly milliseconds: number }
  | { readonly kind: 'close'; readonly closing: { readonly code: number; readonly reason: string } }
  | { readonly kind: 'status'; readonly status: number; readonly retryAfterSeconds?: number };

/** Those of one place. */
export type FaultOf<P extends FaultPlace> = Extract<Fault, { readonly kind: (typeof faultKinds)[P][number] }>;

/** What goes wrong with one thing: it is late, or another fault happens to it, or both. */
export interface Mishap<P extends FaultPlace> {
  readonly milliseconds: number;
  readonly fault: Exclude<FaultOf<P>, { readonly kind: 'delay' }> | undefined;
}

/** Something that comes by a place, as far as rules can tell it from others. */
export interface Meeting<P extends FaultPlace = FaultPlace> {
  readonly at: P;
  /** In lower case. */
  readonly hub?: string | undefined;
  readonly connectionId?: string | undefined;
  readonly userId?: string | undefined;
  /** Of the frame, the operation or the event. */
  readonly name?: string | undefined;
}
