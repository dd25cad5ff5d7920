const words = (text: string): readonly string[] => text.split(/\s+/).filter((word) => word !== '');

/** What each page has to speak of: the names of what its readers come from. */
export const constructs: Readonly<Record<string, readonly string[]>> = {
  'from-csharp': words(`
    WebPubSubTrigger Hub HubName EventType EventName Connections Connection ClientProtocols Mqtt System User GroupPresence
    WebPubSubConnection UserId ClientProtocol AccessToken BaseUri Uri ConnectionStringSetting WebPubSubConnectionInput
    WebPubSubContext WebPubSubContextInput Request Response ErrorMessage HasError IsPreflight PreflightRequest IsValid
    WebPubSubSimpleResponse WebPubSub WebPubSubOutput IAsyncCollector ICollector AddAsync FlushAsync return out
    FunctionName Function HttpTrigger AuthorizationLevel TimerTrigger QueueTrigger ILogger CancellationToken
    MethodName UtcNow RandGuid rand-guid DateTime connectionContext data dataType claims query subprotocols
    clientCertificates reason request BinaryData Stream JObject WebPubSubEventRequest ConnectEventRequest Claims Query Headers
    Subprotocols ClientCertificates Thumbprint Content ConnectedEventRequest UserEventRequest Data DataType DisconnectedEventRequest
    Reason JoinedGroupEventRequest LeftGroupEventRequest Group ConnectionContext WebPubSubConnectionContext Signature Origin States
    ConnectionStates SetState ClearStates CreateResponse CreateErrorResponse ConnectEventResponse UserEventResponse EventErrorResponse
    WebPubSubErrorCode Unauthorized UserError ServerError UnauthorizedAccessException
    MqttConnectEventRequest ProtocolVersion Username Password UserProperties CreateMqttResponse CreateMqttV311ErrorResponse
    CreateMqttV50ErrorResponse MqttConnectEventResponse MqttConnectEventErrorResponse MqttConnectedEventRequest
    MqttDisconnectedEventRequest InitiatedByClient DisconnectPacket MqttConnectionContext PhysicalConnectionId SessionId
    SendToAllAction SendToConnectionAction SendToUserAction SendToGroupAction AddUserToGroupAction RemoveUserFromGroupAction
    RemoveUserFromAllGroupsAction AddConnectionToGroupAction RemoveConnectionFromGroupAction CloseAllConnectionsAction
    CloseClientConnectionAction CloseGroupConnectionsAction GrantPermissionAction RevokePermissionAction WebPubSubPermission
    WebPubSubDataType Binary Json Text excluded targetName permission actionName
    WebPubSubEvent WebPubSubOperation WebPubSubAction operationKind MessageDataType InvocationContext WebPubSubRequest
    MessageResponse ConnectResponse ErrorResponse MessageData GroupData CloseConnectionData ExistenceData TargetType TargetId Excludes
    GroupAction GroupId Join Leave Check GetWebPubSubServer AddToGroupAsync SendAsync Payload StatusCode Roles bindingData
    AddWebPubSub AddWebPubSubServiceClient MapWebPubSubHub WebPubSubHub OnConnectAsync OnConnectedAsync OnMessageReceivedAsync
    OnDisconnectedAsync OnMqttConnectAsync WebPubSubServiceClient WebPubSubConnectionString WebPubSubFunctionsOptions ConnectionString
    IWebJobsBuilder serviceUri webpubsub_extension AzureWebJobsStorage routePrefix Endpoint AccessKey Version Port bundle CORS CORSCredentials LocalHttpPort
  `),
  'from-express': words(`
    WebPubSubEventHandler getMiddleware path allowedEndpoints handleConnect handleUserEvent onConnected onDisconnected onGroupJoined
    onGroupLeft ConnectRequest ConnectResponseHandler setState success fail failWith claims query queries headers subprotocols
    clientCertificates data dataType binary text json reason group userId groups roles subprotocol context signature hub connectionId
    eventName origin states clientProtocol mqtt physicalConnectionId sessionId MqttConnectRequest protocolVersion username password
    userProperties MqttDisconnectedRequest disconnectPacket initiatedByClient MqttV311ConnectReturnCode MqttV500ConnectReasonCode
    MqttDisconnectReasonCode WebPubSubServiceClient getClientAccessToken
  `),
  'from-functions-node': words(`
    app webPubSub generic webPubSubTrigger webPubSubConnection webPubSubContext trigger input output name hub eventType eventName
    clientProtocols all mqtt connections connection userId clientProtocol default extraInputs extraOutputs get set return handler
    http timer storageQueue hook preInvocation postInvocation appStart appTerminate setup methods route authLevel admin jsonBody
    connectionContext claims query headers subprotocols clientCertificates Thumbprint content data dataType Text Json Binary reason
    states signature origin connectionId triggerMetadata invocationId functionName log retryContext traceContext actionName
    baseUrl url accessToken request response errorMessage hasError isPreflight code userProperties
    bindings bindingData res done direction hubName connectionStringSetting binary WebPubSubConnectionString WebPubSubHub
    AzureWebJobsStorage bundle CORS LocalHttpPort
  `),
};
