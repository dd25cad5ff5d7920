/**
 * Decorators, contexts, outputs and errors, and `bootstrap`, which puts them to work. Exported by `web-pubsub-bindings`.
 *
 * @module framework
 */

// Named exports only, values and types apart.

export { Bind } from './decorators/bind.js';
export { Claims } from './decorators/claims.js';
export { ConnectionId } from './decorators/connection-id.js';
export { Data } from './decorators/data.js';
export { DataType } from './decorators/data-type.js';
export { defineFunction } from './decorators/define-function.js';
export { FunctionName } from './decorators/function-name.js';
export { HttpTrigger } from './decorators/http-trigger.js';
export { Hub } from './decorators/hub.js';
export { Query } from './decorators/query.js';
export { Reason } from './decorators/reason.js';
export { State } from './decorators/state.js';
export { Use } from './decorators/use.js';
export { UserId } from './decorators/user-id.js';
export { WebPubSub } from './decorators/web-pubsub.js';
export { WebPubSubConnection } from './decorators/web-pubsub-connection.js';
export { WebPubSubContext } from './decorators/web-pubsub-context.js';
export { WebPubSubTrigger } from './decorators/web-pubsub-trigger.js';

export { bootstrap } from './koa/bootstrap.js';
export { negotiate } from './koa/negotiate.js';

export { connectService } from './host/connect-service.js';
export { describeFunctions } from './host/describe-functions.js';
export { hubSettings } from './host/hub-settings.js';

export { createSettings } from './service/settings.js';

export { ConnectContext } from './invocation/contexts/connect-context.js';
export { ConnectedContext } from './invocation/contexts/connected-context.js';
export { DisconnectedContext } from './invocation/contexts/disconnected-context.js';
export { GroupJoinedContext, GroupLeftContext } from './invocation/contexts/group-context.js';
export { HttpContext } from './invocation/contexts/http-context.js';
export { InvocationContext } from './invocation/invocation-context.js';
export {
  MqttConnectContext,
  MqttConnectedContext,
  MqttDisconnectedContext,
} from './invocation/contexts/mqtt-contexts.js';
export { UserEventContext } from './invocation/contexts/user-event-context.js';

export { GroupAction, TargetType } from './outputs/vocabulary.js';
export { WebPubSubAction } from './outputs/web-pubsub-action.js';
export { WebPubSubServer } from './outputs/web-pubsub-server.js';

export {
  BadRequestError,
  ConfigurationError,
  DeliveryError,
  InvocationError,
  OutputError,
  RequestError,
  UnauthorizedError,
  WebPubSubError,
} from './errors.js';

export type { ErrorCode, OutputFailure } from './errors.js';
export type { EventFunctionOptions, HttpFunctionOptions } from './decorators/define-function.js';
export type { ConnectedService, ConnectServiceOptions } from './host/connect-service.js';
export type { PartDecoration, PartReader, SchemaOptions } from './decorators/bind.js';
export type { MethodDecoration } from './decorators/function-name.js';
export type { HttpTriggerDecoration, HttpTriggerOptions } from './decorators/http-trigger.js';
export type { UseDecoration } from './decorators/use.js';
export type { OutputDecoration } from './decorators/web-pubsub.js';
export type { ConnectionDecoration } from './decorators/web-pubsub-connection.js';
export type { ContextDecoration } from './decorators/web-pubsub-context.js';
export type { TriggerDecoration } from './decorators/web-pubsub-trigger.js';
export type { BodyReader, HeaderPairs, Host, HostOptions, HostRequest, HostResponse } from './host/host.js';
export type { HubSettingsOptions, ServiceEventHandler, ServiceHubSettings } from './host/hub-settings.js';
export type { EventFunctionInfo, FunctionInfo, HttpFunctionInfo } from './host/function-info.js';
export type { NegotiateOptions } from './host/negotiation.js';
export type { Resolve } from './host/instances.js';
export type { KoaApp, KoaRouter } from './koa/target.js';
export type { ClientCertificate, ConnectContextInit, ValuesByName } from './invocation/contexts/connect-context.js';
export type { DisconnectedContextInit } from './invocation/contexts/disconnected-context.js';
export type { GroupContextInit } from './invocation/contexts/group-context.js';
export type { HttpContextInit, Principal } from './invocation/contexts/http-context.js';
export type { MqttConnectContextInit, MqttDisconnectedContextInit } from './invocation/contexts/mqtt-contexts.js';
export type { UserEventContextInit } from './invocation/contexts/user-event-context.js';
export type {
  ConnectAcceptance,
  ConnectAnswer,
  EventRefusal,
  MqttRefusal,
  UserEventAnswer,
} from './invocation/event-answer.js';
export type { HttpAnswer } from './invocation/http-answer.js';
export type { InvocationContextInit } from './invocation/invocation-context.js';
export type { Logger, LogLine } from './invocation/logger.js';
export type { Middleware, Next } from './invocation/middleware.js';
export type { AnyContext } from './invocation/reporter.js';
export type { InvocationRuntime } from './invocation/runtime.js';
export type {
  BindOptions,
  ConnectionOptions,
  ContextKind,
  ContextOptions,
  ControllerClass,
  OutputOptions,
  TriggerClients,
  TriggerOptions,
} from './metadata/records.js';
export type { DefinedFunction } from './metadata/function-class.js';
export type {
  CloseAllConnectionsAction,
  CloseClientConnectionAction,
  CloseGroupConnectionsAction,
  CloseManyOptions,
  CloseUserConnectionsAction,
  ConnectionGroupAction,
  ConnectionsGroupsAction,
  PermissionAction,
  RemoveConnectionFromAllGroupsAction,
  RemoveUserFromAllGroupsAction,
  SendOptions,
  SendToAllAction,
  SendToAllOptions,
  SendToConnectionAction,
  SendToGroupAction,
  SendToUserAction,
  SendToUserOptions,
  UserGroupAction,
} from './outputs/action-shapes.js';
export type { AsyncCollector, WebPubSubCommand, WebPubSubEvent, WebPubSubQuestion } from './outputs/async-collector.js';
export type {
  CloseConnectionData,
  ExistenceData,
  GroupCheckData,
  GroupData,
  MessageData,
  MessageToAll,
  MessageToGroup,
  MessageToOne,
} from './outputs/seed-shapes.js';
export type { MessageContent, OutputDataType } from './outputs/vocabulary.js';
export type { ClientAccess } from './protocol/client-access.js';
export type { GroupMemberId, ListConnectionsOptions } from './outputs/web-pubsub-server.js';
export type { ConnectionStates, StateEncoding } from './protocol/connection-state.js';
export type { ClientProtocol } from './protocol/client-url.js';
export type { Settings, SettingsSources } from './service/settings.js';
export type { ClientAccessOptions } from './invocation/services.js';
export type { EventName, EventType, GroupEventName, SystemEventName } from './protocol/event-type.js';
export type { MessageMetadata } from './protocol/message-metadata.js';
export type { MqttConnect, MqttDisconnect, MqttUserProperty, MqttVersion } from './protocol/mqtt.js';
export type { GroupMember, Permission } from './protocol/operations.js';
