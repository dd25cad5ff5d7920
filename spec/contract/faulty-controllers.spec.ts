import { expect } from 'chai';
import {
  HttpTrigger,
  Hub,
  WebPubSub,
  WebPubSubAction,
  WebPubSubConnection,
  WebPubSubTrigger,
  type AsyncCollector,
  type ConnectContext,
  type UserEventContext,
  type HostOptions,
} from '../../lib/index.js';
import {
  createTestHost,
  RecordingCollector,
  userEvent,
  type TestAnswer,
  type TestHost,
} from '../../lib/testing/index.js';
import {
  answering,
  connecting,
  MisspeltEvent,
  MisspeltUserEvent,
  WrongHub,
  WrongExpression,
  Misspelt,
  WideRole,
  WithSetting,
  Twice,
  TwoTriggers,
  QuestionOnMethod,
  StringOnMethod,
  Hangs,
  Notified,
  ReturnsFromNotification,
  NoTrigger,
  Unbound,
  Checked,
  StateOnHttp,
  Routed,
  Lambda,
  NoHub,
} from '../support/faulty-controllers.js';
import { silentLogger } from '../../lib/invocation/logger.js';
import { inApp } from '../support/test-app-story.js';

/** One fault that somebody makes, and a test of the function that has it. */
interface Fault {
  readonly controllers: NonNullable<HostOptions['controllers']>;
  readonly options?: HostOptions;
  readonly test?: (host: TestHost) => Promise<TestAnswer | undefined>;
}

/** Everything that the kit says of a fault: what is thrown, rejected, answered, failed with, and logged. */
async function wordsOf({ controllers, options, test = () => Promise.resolve(undefined) }: Fault): Promise<string> {
  try {
    const host = createTestHost({ controllers, log: silentLogger, ...options });
    const { status, body, error } = (await test(host)) ?? {};
    const late: unknown = await host.settled().catch((failed: unknown) => failed);
    const lines = host.lines.flatMap(({ message, details }) => [message, details['err']]);
    return [status, body, error, late, ...lines].map(wordOf).join('\n');
  } catch (error) {
    return String(error);
  }
}

function wordOf(said: unknown): string {
  return said instanceof Error ? said.message : typeof said === 'string' ? said : JSON.stringify(said ?? '');
}

const say = (host: TestHost, data: unknown = 'hi') => host.userEvent('chat', 'message', { userId: 'ann', data });

@Hub('chat')
class Good {
  @HttpTrigger({ route: 'login' }) login(
    @WebPubSubConnection({ userId: '{state.user}' }) connection: WebPubSubConnection,
  ) {
    return connection;
  }
  @WebPubSubTrigger() connect({ userId }: ConnectContext) {
    return userId === undefined ? { code: 'unauthorized' } : { roles: ['webpubsub.sendToGroup.lobby'] };
  }
  @WebPubSubTrigger() async message(context: UserEventContext<string>, @WebPubSub() out: AsyncCollector) {
    await out.add({ message: context.data, targetType: 'Groups', targetId: 'lobby' });
    return { data: 'sent', dataType: 'text' };
  }
}

describe('a controller without a fault', () => {
  it('is told of in no word', async () => {
    const host = createTestHost({ controllers: [Good] });
    await host.connect('chat', { userId: 'ann' });
    const { body, outputs } = await say(host);
    expect([body, outputs.length, host.lines]).to.deep.equal(['sent', 1, []]);
  });
});

const connectIt = (host: TestHost) => host.connect('chat', { userId: 'ann' });
const added = (item: object) => answering((_, out) => out.add(item as { message: string }));

type Row = readonly [fault: string, given: Fault, words: readonly string[]];
// prettier-ignore
const rows: readonly Row[] = [
  ['a misspelt system event', { controllers: [MisspeltEvent] }, ['MisspeltEvent.conect', 'connect']],
  ['a misspelt user event', { controllers: [MisspeltUserEvent], test: say }, ['No function answers', 'message', 'mesage']],
  ['another hub', { controllers: [WrongHub], test: say }, ['No function answers', 'chat', 'chta']],
  ['no hub', { controllers: [NoHub] }, ['NoHub.message has no hub', '@Hub']],
  ['an add without await', { controllers: [answering((_, out) => void out.add({ mesage: 'x' } as never))], test: say }, ['"mesage"', 'message', 'Chat.message']],
  ['an add after the return', { controllers: [answering((_, out) => { setImmediate(() => void out.add({ message: 'late' })); })], test: async (host) => { const answer = await say(host); await new Promise(setImmediate); await new Promise(setImmediate); return answer; } }, ['has ended', 'waitUntil', 'Chat.message']],
  ['an answer that is not awaited', { controllers: [answering((_, out) => ({ isThere: out.add({ targetType: 'Users', targetId: 'ann' }) }))], test: say }, ['Chat.message', 'promise', 'isThere', 'await']],
  ['a wrong targetType', { controllers: [added({ message: 'x', targetType: 'Group', targetId: 'lobby' })], test: say }, ['targetType', 'Groups']],
  ['a targetId that is missing', { controllers: [added({ message: 'x', targetType: 'Groups' })], test: say }, ['targetId', 'missing']],
  ['a wrong dataType', { controllers: [added({ message: { a: 1 }, dataType: 'text' })], test: say }, ['no "dataType"', 'It takes']],
  ['data that its dataType cannot be', { controllers: [added({ actionName: 'sendToAll', data: { a: 1 }, dataType: 'text' })], test: say }, ['an object sent as text']],
  ['an error that is thrown', { controllers: [answering(() => { throw new Error('no database'); })], test: say }, ['500', 'no database', 'Chat.message failed']],
  ['a return that is forgotten', { controllers: [answering(({ data }) => { JSON.stringify({ seen: data }); })], test: say }, ['204']],
  ['an unknown key of connect', { controllers: [connecting(() => ({ userID: 'ann' }))], test: connectIt }, ['unknown key "userID"', 'userId']],
  ['a text for an answer of connect', { controllers: [connecting(() => 'ann')], test: connectIt }, ['Chat.connect', 'no object of answers']],
  ['a role with a wildcard', { controllers: [WideRole], test: (host) => host.http('login', { query: { room: '*' } }) }, ['400', '{query.room}', 'part of a role']],
  ['a state that is no JSON', { controllers: [answering(({ states }) => { states['big'] = 1n; })], test: say }, ['states']],
  ['a state that is too big', { controllers: [answering(({ states }) => { states['big'] = 'x'.repeat(9000); })], test: say }, ['states', '8192', 'store']],
  ['a text from @WebPubSub on a method', { controllers: [StringOnMethod], test: say }, ['no output', 'StringOnMethod.message']],
  ['a root that the trigger does not have', { controllers: [WrongExpression] }, ['{claims.sub}', 'WrongExpression.login', 'state']],
  ['an option that is misspelt', { controllers: [Misspelt] }, ['"userID"', 'userId']],
  ['data that its schema refuses', { controllers: [Checked], test: say }, ['400', 'expected a number', '@Data']],
  ['a setting that is missing', { controllers: [WithSetting] }, ['LobbyHub', 'WithSetting.message', 'local.settings.json']],
  ['two functions of one event', { controllers: [Twice] }, ['Twice.message', 'Twice.again', 'message']],
  ['two triggers', { controllers: [TwoTriggers] }, ['TwoTriggers.message', 'more than one trigger']],
  ['a question on a method', { controllers: [QuestionOnMethod], test: say }, ['question', '@WebPubSub on a method', 'collector']],
  ['a permission for a connection that there is not', { controllers: [answering(async (context) => { await context.getWebPubSubServer().grantPermission('nobody', 'sendToGroup', 'lobby'); })], test: say }, ['nobody', 'is not found']],
  ['a connection that there is not', { controllers: [added({ groupAction: 'Add', targetType: 'Connections', targetId: 'gone', groupId: 'lobby' })], test: say }, ['404', '`gone` is not found. The error']],
  ['a message to a connection that there is not', { controllers: [added({ message: 'x', targetType: 'Connections', targetId: 'gone' })], test: say }, ['gone']],
  ['a route that there is not', { controllers: [Good], test: (host) => host.http('logn') }, ['http("logn")', 'login']],
  ['a route parameter that is misspelt', { controllers: [Routed], test: (host) => host.http('room', { params: { rom: 'red' } }) }, ['room', 'rom']],
  ['a function that hangs', { controllers: [Hangs], options: { invocationTimeout: 5 }, test: say }, ['500', 'Hangs.message did not end within 5 ms']],
  ['an answer to a notification', { controllers: [Notified], test: (host) => host.connected('chat') }, ['Notified.connected', 'statusCode']],
  ['an output from a notification', { controllers: [ReturnsFromNotification], test: (host) => host.connected('chat') }, ['ReturnsFromNotification.connected', '@WebPubSub']],
  ['an action without @WebPubSub', { controllers: [answering(() => WebPubSubAction.sendToAll('hi'))], test: say }, ['Chat.message', '@WebPubSub']],
  ['MessageData without @WebPubSub', { controllers: [answering(() => ({ message: 'hi' }))], test: say }, ['Chat.message', '@WebPubSub']],
  ['an answer as other frameworks have it', { controllers: [Lambda], test: (host) => host.http('submit') }, ['Lambda.submit', 'statusCode', 'status,']],
  ['nothing that starts a function', { controllers: [NoTrigger] }, ['NoTrigger.message', '@WebPubSubTrigger']],
  ['a parameter without a binding', { controllers: [Unbound] }, ['Unbound.message', '2nd parameter ("']],
  ['the state of a connection in an HTTP function', { controllers: [StateOnHttp] }, ['StateOnHttp.login', '@State']],
  ['an option of bootstrap that is misspelt', { controllers: [Good], options: { invocationTimout: 1 } as object }, ['invocationTimout', 'did you mean "invocationTimeout"?']],
];

describe('a controller with a fault', () => {
  for (const [fault, given, words] of rows) {
    it(`is told of ${fault}`, async () => {
      const said = await wordsOf(given);
      for (const word of words) expect(said).to.include(word);
    });
  }
});

describe('a method called with what is no server', () => {
  it('is told of getWebPubSubServer() without a runtime', () => {
    expect(() => userEvent({ data: '' }).getWebPubSubServer()).to.throw('needs a host');
  });

  it('is told of an item that is none, where it is awaited', async () => {
    const item: object = { message: 'x', targetType: 'Groups' };
    expect(await new RecordingCollector().add(item as { message: string }).catch(String)).to.include('targetId');
  });
});

describe('a client that lacks a permission', () => {
  it('is told so when it sends to a group', () =>
    inApp(async (app) => {
      const ann = await app.connect('chat', { userId: 'ann' });
      expect(await ann.sendToGroup('lobby', 'hi').catch(String)).to.include('Forbidden');
    }));
});
