// The door '.'.
export { FunctionName } from './decorators/function-name.js';
export { HttpTrigger } from './decorators/http-trigger.js';
export { Hub } from './decorators/hub.js';
export { Use } from './decorators/use.js';
export { WebPubSub } from './decorators/web-pubsub.js';
export { WebPubSubConnection } from './decorators/web-pubsub-connection.js';
export { WebPubSubContext } from './decorators/web-pubsub-context.js';
export { WebPubSubTrigger } from './decorators/web-pubsub-trigger.js';
