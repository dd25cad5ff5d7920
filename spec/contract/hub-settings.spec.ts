import { once } from 'node:events';
import { expect } from 'chai';
import type {
  ConnectContext,
  ConnectedContext,
  DisconnectedContext,
  GroupJoinedContext,
  GroupLeftContext,
  UserEventContext,
} from '../../lib/index.js';
import { Hub, hubSettings, WebPubSubTrigger } from '../../lib/index.js';
import { recordingLog } from '../support/recording-log.js';
import { startTestApp } from '../../lib/testing/index.js';

const calls: string[] = [];
const gone = new EventTarget();

@Hub('chat')
class Chat {
  @WebPubSubTrigger()
  connect(_context: ConnectContext): void {
    calls.push('connect');
  }
  @WebPubSubTrigger()
  connected(_context: ConnectedContext): void {
    calls.push('connected');
  }
  @WebPubSubTrigger()
  message(_context: UserEventContext): void {
    calls.push('message');
  }
  @WebPubSubTrigger('user', 'other.bid')
  bid(_context: UserEventContext): void {
    calls.push('other.bid');
  }
  @WebPubSubTrigger('group', 'joined')
  joined(_context: GroupJoinedContext): void {
    calls.push('joined');
  }
  @WebPubSubTrigger('group', 'left')
  left(_context: GroupLeftContext): void {
    calls.push('left');
  }
  @WebPubSubTrigger()
  disconnected(_context: DisconnectedContext): void {
    calls.push('disconnected');
    gone.dispatchEvent(new Event('gone'));
  }
}

describe('settings that were written from code, given to the emulator', () => {
  it('bring every function its events, and the app no others', async () => {
    await using app = await startTestApp({ controllers: [Chat], log: recordingLog().log });
    const said = hubSettings(app.host.functions, { url: app.url });
    expect(said['chat']?.eventHandlers[0]?.userEventPattern).to.equal('message,other.bid');
    for (const [hub, settings] of Object.entries(said)) app.emulator.setHub(hub, settings);
    const ended = once(gone, 'gone');
    const client = await app.connect('chat', { roles: ['webpubsub.joinLeaveGroup'] });
    await client.sendEvent('message', 'hi');
    await client.sendEvent('other.bid', 1);
    await client.joinGroup('room');
    await client.leaveGroup('room');
    const refused = await client.sendEvent('unknown', 1).catch(String);
    await client.close();
    await ended;
    const everything = ['connect', 'connected', 'disconnected', 'joined', 'left', 'message', 'other.bid'];
    expect([...calls].sort()).to.deep.equal(everything);
    expect(refused).to.include('sendEvent("unknown")');
  });
});
