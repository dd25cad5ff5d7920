/**
 * Azure Web PubSub on one machine, in process, for the SDKs and browsers as they are. Exported by `web-pubsub-bindings/emulator`.
 *
 * @module emulator
 */

export { startEmulator } from './emulator.js';
export type { Emulator, EmulatorSnapshot } from './emulator.js';
export type { ConnectionSnapshot, HubSnapshot, PermissionSnapshot } from './broker/snapshot.js';
export { VirtualClock } from './virtual-clock.js';
export type { SkipOptions } from './virtual-clock.js';
export type { Duration } from './duration.js';
export type { Clock, Timing } from '../clock.js';
export { readEventRoutes } from './event-routes.js';
export type { EventRoutes, RoutedEvent } from './event-routes.js';
export type {
  AddedFault,
  CloseFault,
  DelayFault,
  EmulatorFaults,
  EventRule,
  FaultPlace,
  FaultRule,
  FrameFromClientRule,
  FrameToClientRule,
  HandshakeRule,
  RefusalFault,
  RestRule,
  StatusFault,
} from './faults/rule.js';
export type { FaultKind } from './faults/fault.js';
export type { EmulatorLimits, Tier } from './limits.js';
export type { EmulatorOptions } from './options.js';
export { optionsFromEnvironment } from './environment.js';
export type { TlsOptions } from './tls/tls-options.js';
export type { Disputed } from './disputed.js';
export type { EmulatorCredential } from './identity/credential.js';
export type { EmulatorIdentity } from './identity/entra-issuer.js';
export type {
  TapContents,
  TapEntry,
  TapEntryOf,
  TappedConnection,
  TappedEvent,
  TappedEventName,
  TappedFrame,
  TapWhat,
} from './tap/entries.js';
export type { TapEvents, TapOptions } from './tap/tap-listener.js';
export type { EmulatorLog } from './log.js';
export type { GroupPresenceSettings } from './group-presence-settings.js';
export type { HubSettings } from './hub-settings.js';
export type { EventHandlerAuth, EventHandlerSettings } from './event-handler-settings.js';
export type { EventFunction, EventRequest, EventResponse } from './upstream/in-process.js';
export type { GroupState, GroupStateItem } from '../protocol/group-state.js';
export type { OperationName } from '../protocol/operations.js';
export type { RolePermission } from '../protocol/roles.js';
