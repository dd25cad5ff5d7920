import type { ConnectedService, FunctionInfo } from '../../index.js';
import type { EventRoutes } from '../../emulator/index.js';
import type { ServiceChoice } from '../service.js';
import type { Finding } from './finding.js';

/** What is examined, as far as it is known. */
export interface Examination {
  readonly choice: ServiceChoice;
  /** The URL template of the app. */
  readonly appUrl: string;
  /** The hub that is meant; undefined where nobody says it. */
  readonly hub: string | undefined;
  /** A user event that may be sent through the service, and what with. */
  readonly event: { readonly name: string; readonly data: string } | undefined;
  readonly functions: readonly FunctionInfo[] | undefined;
  readonly routes: EventRoutes | undefined;
  /** Known once the connection was judged. */
  service?: ConnectedService;
  /** Whether the service answers, and the app takes the origin of its events. */
  serviceAnswers?: boolean;
  serviceTakesKey?: boolean;
  /** So much that tokens are refused for it. */
  clockIsWrong?: boolean;
  appTakesOrigin?: boolean;
  /** Whether the app takes events that are signed with the key; undefined where that was not seen. */
  appTakesKey?: boolean;
  /** Another hub was most likely meant. */
  hubIsMistaken?: boolean;
}

/** One step of the examination. */
export type Check = (examination: Examination) => Promise<readonly Finding[]> | readonly Finding[];

/** A hub for questions to which it makes no difference. */
export function someHub({ hub }: Examination): string {
  return hub ?? 'doctor';
}
