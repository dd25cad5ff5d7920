import {
  BadRequestError,
  HttpTrigger,
  Hub,
  UnauthorizedError,
  WebPubSub,
  WebPubSubAction,
  WebPubSubConnection,
  WebPubSubTrigger,
  type AsyncCollector,
  type ConnectContext,
  type ConnectedContext,
  type DisconnectedContext,
  type UserEventContext,
} from 'web-pubsub-bindings';
import { guest } from './guest.js';

/** What a connection remembers: `setState` before, `states` now. */
interface State {
  said?: number;
}

/** The same app: each handler is a method, each case of the switch too. */
@Hub('lobby')
export class Lobby {
  @HttpTrigger({ methods: ['get'], use: guest })
  negotiate(@WebPubSubConnection({ userId: '{state.guest?}' }) { url }: WebPubSubConnection) {
    return { url };
  }

  @WebPubSubTrigger()
  connect({ userId, states }: ConnectContext<State>) {
    if (userId === undefined) throw new UnauthorizedError('Who are you?');
    if (userId === 'mallory') throw new UnauthorizedError('Not you.');
    states.said = 0;
    return { groups: ['lobby'] };
  }

  @WebPubSubTrigger()
  @WebPubSub()
  connected({ userId }: ConnectedContext) {
    return toLobby({ type: 'came', who: userId });
  }

  @WebPubSubTrigger()
  async say({ data, dataType, userId, states }: UserEventContext<unknown, State>, @WebPubSub() out: AsyncCollector) {
    if (dataType !== 'text') throw new BadRequestError('Say a text.');
    states.said = (states.said ?? 0) + 1;
    await out.add(toLobby({ type: 'said', who: userId, text: data }));
    return { said: states.said };
  }

  @WebPubSubTrigger()
  shout({ data }: UserEventContext<unknown>) {
    return String(data).toUpperCase();
  }

  @WebPubSubTrigger()
  @WebPubSub()
  disconnected({ userId }: DisconnectedContext) {
    return toLobby({ type: 'went', who: userId });
  }
}

function toLobby(message: object) {
  return WebPubSubAction.sendToGroup('lobby', message);
}
