import { expect } from 'chai';
import Koa from 'koa';
import {
  Bind,
  bootstrap,
  HttpTrigger,
  WebPubSub,
  WebPubSubConnection,
  WebPubSubContext,
  WebPubSubTrigger,
  type ConfigurationError,
} from '../../lib/index.js';

const settings = {
  WebPubSubConnectionString: 'Endpoint=https://chat.webpubsub.azure.com;AccessKey=a-key-of-this-spec;Version=1.0;',
};
type Make = (options: object) => unknown;
type ByHand = (target: object, member: string, place: unknown) => void;

/** Puts decorators on `Chat.join`, the one under test on its second parameter or on the method, and tells how bootstrap refuses them. */
function refusal(make: Make, on: 'parameter' | 'method', trigger: unknown): ConfigurationError {
  class Chat {
    join(_context: unknown, _value: unknown): void {}
  }
  const { prototype } = Chat;
  const method = Object.getOwnPropertyDescriptor(prototype, 'join');
  const apply = (decoration: unknown, place: unknown) => (decoration as ByHand)(prototype, 'join', place);
  try {
    apply(make({}), on === 'method' ? method : 1);
    if (on === 'method')
      apply(
        Bind(() => 1),
        1,
      );
    if (trigger !== undefined) apply(trigger, method);
    bootstrap(new Koa(), { controllers: [Chat], settings, log: quiet });
  } catch (error) {
    return error as ConfigurationError;
  }
  throw new Error('Expected bootstrap to refuse it.');
}
const nothing = (): void => undefined;
const quiet = { debug: nothing, info: nothing, warn: nothing, error: nothing };

interface Subject {
  readonly name: string;
  readonly make: Make;
  readonly on: 'parameter' | 'method';
  /** What starts the function; absent where the decorator itself does. */
  readonly trigger?: () => unknown;
  /** Options that are right, without which the wrong one could not be seen. */
  readonly beside?: object;
  readonly texts: readonly string[];
  readonly expressions: readonly string[];
  /** Every option, each with values that it does not take. */
  readonly wrong: Readonly<Record<string, readonly unknown[]>>;
  readonly aliases: readonly (readonly [string, string])[];
}

const http = () => HttpTrigger();
const event = () => WebPubSubTrigger('chat', 'user', 'join');
const noText = [5, null, '', ' ', {}, ['a'], true];
const noTexts = ['a', [5], [''], null, {}];
const service = { hub: noText, hubName: noText, connection: noText, connectionStringSetting: noText };
const serviceAliases = [
  ['hub', 'hubName'],
  ['connection', 'connectionStringSetting'],
] as const;

const subjects: readonly Subject[] = [
  {
    ...{ name: '@WebPubSubTrigger', make: WebPubSubTrigger, on: 'method' },
    beside: { hub: 'chat', eventType: 'user', eventName: 'join' },
    ...{ texts: ['hub', 'eventName'], expressions: [], aliases: [['hub', 'hubName']] },
    wrong: {
      ...{ hub: noText, hubName: noText, eventName: noText, connection: noText, connections: noTexts },
      ...{ eventType: ['USER', 'event', 1, null], clientProtocols: ['amqp', 'ALL', 1, null] },
    },
  },
  {
    ...{ name: '@HttpTrigger', make: HttpTrigger, on: 'method', beside: {} },
    ...{ texts: ['route'], expressions: [], aliases: [] },
    wrong: {
      methods: ['get', [], ['fetch'], [1], null],
      route: [1, null, 'a/{', 'a/{1x}', 'a/{x}{y}', '{x}/{x}', 'a?b=1', 'x/{query}'],
      authLevel: ['admin', 'Function', 1, null],
      use: [1, ['a'], [null]],
    },
  },
  {
    ...{ name: '@WebPubSub', make: WebPubSub, on: 'parameter', trigger: event },
    ...{ texts: ['hub', 'connection'], expressions: ['hub'], aliases: serviceAliases },
    wrong: { ...service, flush: ['now', 'END', 1, null] },
  },
  {
    ...{ name: '@WebPubSubConnection', make: WebPubSubConnection, on: 'parameter', trigger: http },
    beside: { hub: 'chat' },
    ...{ texts: ['hub', 'connection', 'userId', 'accessToken'], expressions: ['hub', 'userId', 'accessToken'] },
    aliases: serviceAliases,
    wrong: {
      ...{ ...service, userId: noText, accessToken: noText, roles: noTexts, groups: noTexts },
      ...{ expiresInMinutes: [0, -1, 1.5, NaN, '5', null], clientProtocol: ['MQTT', 'amqp', 1, null] },
    },
  },
  {
    ...{ name: '@WebPubSubContext', make: WebPubSubContext, on: 'parameter', trigger: http },
    ...{ texts: ['connection'], expressions: [], aliases: [], wrong: { connection: noText, connections: noTexts } },
  },
  {
    ...{ name: '@Bind', make: (options) => Bind(() => 1, options), on: 'parameter', trigger: event },
    ...{ texts: [], expressions: [], aliases: [] },
    wrong: { name: noText, on: ['user', [], ['close'], null], schema: [5, {}, () => 1, null] },
  },
];

for (const { name, make, on, trigger, beside = {}, texts, expressions, wrong, aliases } of subjects) {
  const refused = (options: object) => refusal(() => make({ ...beside, ...options }), on, trigger?.());

  describe(`the options of ${name}`, () => {
    for (const [option, values] of Object.entries(wrong)) {
      it(`refuse a wrong ${option}, naming method, decorator and option`, () => {
        for (const value of values) {
          // An alias is given alone, so that its value is what is wrong.
          const { code, message } = refused({ [aliasedBy(option)]: undefined, [option]: value });
          expect(code, String(value)).to.equal('WPS_OPTION_INVALID');
          expect(message).to.include('Chat.join').and.include(`"${option}"`);
        }
      });
    }

    it('refuse one that there is not, and name those that there are', () => {
      const { code, message } = refused({ colour: 'red' });
      expect(code).to.equal('WPS_OPTION_UNKNOWN');
      for (const part of ['Chat.join', 'colour', ...Object.keys(wrong)]) expect(message).to.include(part);
    });

    for (const option of texts) {
      it(`refuse a setting in ${option} that is not there, by its name`, () => {
        const { code, message } = refused({ [option]: 'a%Nowhere%' });
        expect(code).to.equal('WPS_SETTING_MISSING');
        expect(message).to.include('Nowhere').and.include('Chat.join');
      });
    }

    for (const option of expressions) {
      it(`refuse an expression in ${option} that is malformed, or that the trigger does not have`, () => {
        for (const text of ['{query', 'a}', '{}', '{query..x}', '{1}'])
          expect(refused({ [option]: text }).code, text).to.equal('WPS_EXPRESSION_INVALID');
        const { code, message } = refused({ [option]: '{nowhere.x}' });
        expect(code).to.equal('WPS_EXPRESSION_UNKNOWN');
        expect(message).to.include('Chat.join').and.include(`"${option}"`).and.include('{nowhere.x}');
      });
    }

    for (const [first, second] of aliases) {
      it(`refuse ${first} and ${second} at once`, () => {
        const { code, message } = refused({ [first]: 'a', [second]: 'a' });
        expect(code).to.equal('WPS_OPTION_CONFLICT');
        expect(message).to.include('Chat.join').and.include(first).and.include(second);
      });
    }
  });
}

function aliasedBy(option: string): string {
  return { hubName: 'hub', connectionStringSetting: 'connection' }[option] ?? option;
}
