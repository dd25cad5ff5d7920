import { expect } from 'chai';
import { BadRequestError } from '../../lib/errors.js';
import { Data } from '../../lib/decorators/data.js';
import { defineFunction } from '../../lib/decorators/define-function.js';
import { Query } from '../../lib/decorators/query.js';
import { UserId } from '../../lib/decorators/user-id.js';
import { WebPubSub } from '../../lib/decorators/web-pubsub.js';
import { WebPubSubConnection } from '../../lib/decorators/web-pubsub-connection.js';
import type { HostOptions } from '../../lib/host/host.js';
import { RecordingCollector } from '../../lib/testing/recording-collector.js';
import { userEvent } from '../../lib/testing/events.js';
import { serveControllers } from '../support/app.js';
import type { WireRequest } from '../support/app.js';
import { codeOf, messageOf } from '../support/define.js';
import { recordsOf } from '../support/records.js';
import type { ControllerClass } from '../../lib/metadata/records.js';
import { eventHeaders } from '../support/signed-event.js';

const join = defineFunction(
  { trigger: { hub: 'chat', eventType: 'user', eventName: 'message' }, parameters: [WebPubSub(), UserId()] },
  async (context, out, user) => {
    await out.add({ message: context.data });
    return `welcome ${user ?? 'somebody'}`;
  },
);
const find = defineFunction(
  { http: { route: 'find' }, parameters: [Query('q')] },
  (context, q) => `${context.method} ${q ?? ''}`,
);

/** What an app of these functions alone answers. */
const answer = (functions: NonNullable<HostOptions['functions']>, request?: WireRequest) =>
  serveControllers([], ({ send }) => send(request), { functions, verify: true });

describe('a function without decorators', () => {
  it('answers an event, its bindings behind the context', async () => {
    const echo = defineFunction(
      { trigger: { hub: 'chat', eventType: 'user', eventName: 'message' }, parameters: [Data(), UserId()] },
      (context, data: string, user) => `${context.eventName}: ${user ?? ''} ${data}`,
    );
    const { body } = await answer([echo], { headers: eventHeaders({ 'ce-userId': 'ann' }), body: 'hi' });
    expect(body).to.equal('message: ann hi');
  });

  it('answers an HTTP request', async () => {
    expect((await answer([find], { method: 'GET', path: '/find?q=7', headers: [] })).body).to.equal('GET 7');
  });

  it('is called by a unit test like the function that it is', async () => {
    const out = new RecordingCollector();
    expect(await join.handler(userEvent({ data: 'hi' }), out, 'ann')).to.equal('welcome ann');
    expect(out.items).to.deep.equal([{ message: 'hi' }]);
  });

  it('writes the records that decorators would have written', () => {
    expect(recordsOf(join.constructor as ControllerClass)).to.deep.include.members([
      ['handler', { kind: 'functionName', name: 'chat-message' }],
      ['handler', { kind: 'trigger', options: { hub: 'chat', eventType: 'user', eventName: 'message' } }],
      ['handler 1', { kind: 'output', options: {} }],
    ]);
  });

  it('has a hub for all its bindings, and a binding of what it returns', async () => {
    const login = defineFunction(
      { name: 'login', hub: 'chat', http: {}, return: WebPubSubConnection({ userId: 'ann' }) },
      () => undefined,
    );
    const { status, body } = await answer([login], { method: 'POST', path: '/login', headers: [] });
    expect(status).to.equal(200);
    expect(JSON.parse(body)).to.have.property('baseUrl', 'wss://chat.webpubsub.azure.com/client/hubs/chat');
  });

  it('is run inside its middleware, the first outermost', async () => {
    const steps: string[] = [];
    const step = (name: string) => async (_: unknown, next: () => Promise<unknown>) => {
      steps.push(name);
      return next();
    };
    const guarded = defineFunction(
      { trigger: { hub: 'chat', eventType: 'user', eventName: 'message' }, use: [step('first'), step('second')] },
      () => {
        throw new BadRequestError(steps.join());
      },
    );
    const { status, body } = await answer([guarded]);
    expect([status, body]).to.deep.equal([400, 'first,second']);
  });

  it('is named by its event or its route', () => {
    const named = defineFunction({ name: 'own', http: { route: 'x' } }, () => undefined);
    expect([join.name, find.name, named.name]).to.deep.equal(['chat-message', 'find', 'own']);
  });

  it('may have any name, those of members that objects have among them', async () => {
    const names = ['constructor', '__proto__', 'then', 'name', 'handler', 'toString', 'hasOwnProperty', 'a b'];
    const bodies = names.map(async (name) => {
      const trigger = { hub: 'chat', eventType: 'user', eventName: 'message' } as const;
      const { body } = await answer([defineFunction({ name, trigger }, () => `hello`)]);
      return body;
    });
    expect(new Set(await Promise.all(bodies))).to.deep.equal(new Set(['hello']));
  });

  it('takes the event from its name where the trigger does not say it', async () => {
    const loose = defineFunction as unknown as (options: object, handler: () => unknown) => typeof find;
    const seed = loose({ name: 'chat-message', trigger: {} }, () => 'by name');
    expect((await answer([seed])).body).to.equal('by name');
  });
});

describe('defineFunction', () => {
  const loose = defineFunction as unknown as (options?: unknown, handler?: unknown) => unknown;
  const trigger = { hub: 'chat', eventType: 'user', eventName: 'message' };
  const nothing = () => undefined;

  it('refuses options that there are not, and those of another kind', () => {
    const wrong: readonly (readonly [unknown, unknown?])[] = [
      [{ triger: trigger }, nothing],
      [{ trigger, parameters: ['out'] }, nothing],
      [{ trigger, parameters: WebPubSub() }, nothing],
      [{ trigger: 'connect' }, nothing],
      [{ trigger, use: [1] }, nothing],
      [{ trigger }],
      [undefined, nothing],
    ];
    expect(wrong.map((args) => codeOf(() => loose(...args)))).to.deep.equal([
      'WPS_OPTION_UNKNOWN',
      ...Array<string>(6).fill('WPS_OPTION_INVALID'),
    ]);
  });

  it('says what starts a function where nothing does', () => {
    expect(messageOf(() => loose({}, nothing))).to.match(/option "trigger" of defineFunction.*"http"/);
    expect(messageOf(() => loose({ trigger: [] }, nothing))).to.match(/option "trigger" of defineFunction is an array/);
    expect(messageOf(() => loose({ trigger: {} }, nothing))).to.match(/option "trigger\.eventName"/);
  });

  it('refuses a function that binds nothing, such as a decorator without its parentheses', () => {
    const wrong = [{ parameters: [UserId(), Data] }, { parameters: [, UserId()] }, { return: WebPubSub }];
    expect(wrong.map((one) => messageOf(() => loose({ trigger, ...one }, nothing)).split(' is ')[0])).to.deep.equal([
      'defineFunction(): option "parameters[1]" of defineFunction',
      'defineFunction(): option "parameters" of defineFunction',
      'defineFunction(): option "return" of defineFunction',
    ]);
  });

  it('names the function alone where a binding cannot stand', () => {
    expect(messageOf(() => loose({ trigger, return: UserId() }, nothing))).to.include('(function "chat-message")');
  });

  it('asks for a name where neither event nor route gives one', () => {
    expect(messageOf(() => loose({ http: {} }, nothing))).to.match(/name/);
  });
});

describe('bootstrap with functions', () => {
  const bootstrapped = (functions: unknown) =>
    serveControllers([], async () => undefined, { functions: functions as NonNullable<HostOptions['functions']> });
  const codeFor = async (functions: unknown) => {
    try {
      await bootstrapped(functions);
    } catch (error) {
      return error as { code: string; message: string };
    }
    throw new Error('Expected an error.');
  };

  it('refuses what defineFunction did not make', async () => {
    expect((await codeFor([() => undefined])).code).to.equal('WPS_BOOTSTRAP_OPTION');
  });

  it('refuses one function twice, by its name', async () => {
    const error = await codeFor([join, join]);
    expect([error.code, error.message]).to.deep.equal([
      'WPS_DUPLICATE_NAME',
      error.message.includes('function "chat-message"') ? error.message : 'the name of the function',
    ]);
  });

  it('says how to name two functions for one event, of MQTT clients and of the others', async () => {
    const trigger = { hub: 'chat', eventType: 'system', eventName: 'connect' } as const;
    const others = defineFunction({ trigger }, () => undefined);
    const devices = defineFunction({ trigger: { ...trigger, clientProtocols: 'mqtt' } }, () => undefined);
    const named = defineFunction(
      { name: 'devices', trigger: { ...trigger, clientProtocols: 'mqtt' } },
      () => undefined,
    );
    expect((await codeFor([others, devices])).message).to.include('"name" of defineFunction');
    await bootstrapped([others, named]);
  });

  it('judges triggers as those of classes, naming the function', async () => {
    const loose = defineFunction as unknown as (options: object, handler: () => void) => unknown;
    const wrong = loose({ trigger: { hub: 'chat', eventType: 'system', eventName: 'conect' } }, () => undefined);
    const error = await codeFor([wrong]);
    expect(error.code).to.equal('WPS_EVENT_UNKNOWN');
    expect(error.message).to.include('function "chat-conect"');
  });

  it('finds no function by itself that was not handed in', async () => {
    const { functions } = await serveControllers([], ({ host }) => Promise.resolve(host));
    expect(functions).to.deep.equal([]);
  });
});
