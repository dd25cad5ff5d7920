import { expect } from 'chai';
import { AccessTokens } from '../../../lib/emulator/access-tokens.js';
import { addressOf } from '../../../lib/emulator/address.js';
import { Broker } from '../../../lib/emulator/broker/broker.js';
import { ClientEndpoint, type Opening } from '../../../lib/emulator/client/client-endpoint.js';
import { SubprotocolChooser } from '../../../lib/emulator/client/subprotocol-choice.js';
import { defaultDisputed } from '../../../lib/emulator/disputed.js';
import { HubTable } from '../../../lib/emulator/hub-table.js';
import type { ConnectAnswer } from '../../../lib/emulator/upstream/connect-event.js';
import { ManualClock } from '../../support/manual-clock.js';
import { RecordingWire } from '../../support/recording-wire.js';

const reliable = 'json.reliable.webpubsub.azure.v1';

/** An endpoint without any socket, and what the app heard. */
function story(answer: ConnectAnswer = { accepted: {} }) {
  const clock = new ManualClock();
  const heard: string[] = [];
  const tokens = new AccessTokens(['x'.repeat(32)], clock);
  const hubs = new HubTable();
  hubs.setAll({ chat: { anonymousConnectPolicy: 'allow' } });
  const upstream = {
    connect: async () => answer,
    connected: () => heard.push('connected'),
    disconnected: (_: unknown, reason: string) => heard.push(`disconnected: ${reason}`),
    moved: (_: unknown, group: string, event: string) => heard.push(`${event} ${group}`),
    userEvent: async () => ({}),
  };
  const broker = new Broker({
    clock,
    onEnded: (connection, reason) => endpoint.ended(connection, reason),
    onMoved: (connection, group, event) => endpoint.moved(connection, group, event),
  });
  let ids = 0;
  const newConnectionId = () => `c${(ids += 1)}`;
  const address = addressOf('localhost', 8080);
  const onFault = () => {};
  const chooser = new SubprotocolChooser(defaultDisputed);
  const endpoint = new ClientEndpoint({ hubs, tokens, address, upstream, newConnectionId, broker, onFault, chooser });
  const decide = (query: string, subprotocols: string[]) => {
    const request = {
      hub: 'chat',
      host: 'localhost:8080',
      query: new URLSearchParams(query),
      authorization: undefined,
    };
    return endpoint.decide({ ...request, headers: {}, subprotocols }, new AbortController().signal);
  };
  const open = async (query: string, subprotocols: string[]) => {
    const wire = new RecordingWire();
    const opening = (await decide(query, subprotocols)) as Opening;
    return { wire, listener: opening.begin(wire), subprotocol: opening.subprotocol };
  };
  return { broker, clock, heard, decide, open };
}

describe('the endpoint of clients', () => {
  it('makes a connection visible only when its WebSocket is open', async () => {
    const { broker, heard, decide } = story();
    const opening = (await decide('', [])) as Opening;
    expect(broker.hub('chat').connection('c1')).to.equal(undefined);
    opening.begin(new RecordingWire());
    expect([broker.hub('chat').connection('c1')?.id, heard]).to.deep.equal(['c1', ['connected']]);
  });

  it('tells the app of the end once', async () => {
    const { heard, open } = story();
    const { listener } = await open('', []);
    listener.closed({ code: 1000, reason: 'bye' });
    listener.closed({ code: 1006, reason: '' });
    expect(heard).to.deep.equal(['connected', 'disconnected: bye']);
  });

  it('tells of groups between connected and disconnected, those of the beginning and those left by the end included', async () => {
    const { broker, heard, open } = story({ accepted: { groups: ['g'] } });
    const { listener } = await open('', []);
    const hub = broker.hub('chat');
    const connection = hub.connection('c1');
    if (connection !== undefined) hub.join(connection, 'h');
    listener.closed({ code: 1000, reason: '' });
    expect(heard).to.deep.equal(['connected', 'joined g', 'joined h', 'left g', 'left h', 'disconnected: ']);
  });

  it('greets a recovered connection again, which is no event to the app', async () => {
    const { heard, open } = story();
    const first = await open('', [reliable]);
    const { reconnectionToken } = JSON.parse(first.wire.sent[0] ?? '') as { reconnectionToken: string };
    first.listener.closed({ code: 1006, reason: '' });
    const again = await open(`awps_connection_id=c1&awps_reconnection_token=${reconnectionToken}`, [reliable]);
    expect(JSON.parse(again.wire.sent[0] ?? '')).to.include({ event: 'connected', connectionId: 'c1' });
    expect(heard).to.deep.equal(['connected']);
  });

  it('gives a connection up 30 s after its WebSocket, and closes a later recovery with 1008', async () => {
    const { clock, heard, open } = story();
    const first = await open('', [reliable]);
    const { reconnectionToken } = JSON.parse(first.wire.sent[0] ?? '') as { reconnectionToken: string };
    first.listener.closed({ code: 1005, reason: '' });
    clock.advance(30_000);
    const again = await open(`awps_connection_id=c1&awps_reconnection_token=${reconnectionToken}`, [reliable]);
    expect(again.wire.calls).to.deep.equal(['close 1008 The connection could not be recovered.']);
    expect(again.subprotocol).to.equal(reliable);
    expect(heard).to.deep.equal(['connected', 'disconnected: The connection recovery timeout expired.']);
  });

  it('takes a recovery token without a connection id for nothing', async () => {
    const { open } = story();
    const { wire } = await open('awps_reconnection_token=x', [reliable]);
    expect(JSON.parse(wire.sent[0] ?? '')).to.include({ connectionId: 'c1' });
  });

  it('passes the refusal of the app on', async () => {
    const refused = { status: 418, body: 'no' };
    expect(await story({ refused }).decide('', [])).to.deep.equal({ refused });
  });

  it('takes the subprotocol of the app over that of the client', async () => {
    const { open } = story({ accepted: { subprotocol: 'chat.v1' } });
    const { subprotocol, wire } = await open('', [reliable]);
    expect([subprotocol, wire.sent]).to.deep.equal(['chat.v1', []]);
  });
});
