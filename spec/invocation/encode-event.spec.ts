import { expect } from 'chai';
import { UnauthorizedError, WebPubSubError } from '../../lib/errors.js';
import type { ConnectContext } from '../../lib/invocation/contexts/connect-context.js';
import type { UserEventContext } from '../../lib/invocation/contexts/user-event-context.js';
import { encodeEvent, encodeFailure } from '../../lib/invocation/encode-event.js';
import type { InvocationContext } from '../../lib/invocation/invocation-context.js';
import type { HostResponse } from '../../lib/invocation/request.js';
import { connectEvent, userEvent } from '../../lib/testing/events.js';
import { codeOf, messageOf } from '../support/define.js';

const options = { where: 'Chat.f', statesLimit: 200 };
const text = { 'content-type': 'text/plain; charset=utf-8' };
const json = { 'content-type': 'application/json; charset=utf-8' };
const nothing = { status: 204, headers: {} };

type Change = (context: ConnectContext) => unknown;
type UserChange = (context: UserEventContext<string>) => unknown;

function answered<C extends InvocationContext>(
  context: C,
  returned: unknown,
  change?: (context: C) => unknown,
): HostResponse {
  change?.(context);
  return encodeEvent(context, returned, options);
}
const connect = (returned: unknown, change?: Change): HostResponse =>
  answered(connectEvent({ states: { a: 1 } }), returned, change);
const message = (returned: unknown, change?: UserChange): HostResponse =>
  answered(userEvent({ data: 'x', states: { a: 1 } }), returned, change);
const statesOf = ({ headers }: HostResponse): unknown => {
  const header = headers['ce-connectionstate'];
  return header === undefined ? undefined : JSON.parse(Buffer.from(String(header), 'base64').toString());
};
const bodyOf = ({ body }: HostResponse): unknown => (body === undefined ? undefined : JSON.parse(String(body)));

describe('the answer to connect', () => {
  it('is 204 where nothing was set or returned', () => {
    for (const returned of [undefined, null, {}, { userId: undefined }])
      expect(connect(returned)).to.deep.equal(nothing);
  });

  it('is what was returned', () => {
    const answer = connect({ userId: 'ann', roles: ['r'], groups: [], subprotocol: 'p' });
    expect([answer.status, answer.headers, bodyOf(answer)]).to.deep.equal([
      200,
      json,
      { userId: 'ann', roles: ['r'], groups: [], subprotocol: 'p' },
    ]);
  });

  it('is what was set on the context', () => {
    const answer = connect(undefined, (context) => {
      context.userId = 'ann';
      context.roles = ['r'];
      context.statusCode = 200;
    });
    expect(bodyOf(answer)).to.deep.equal({ userId: 'ann', roles: ['r'] });
  });

  it('is what was set with the own keys of what was returned over it', () => {
    const answer = connect({ userId: 'bob', groups: undefined }, (context) => {
      context.userId = 'ann';
      context.groups = ['g'];
    });
    expect(bodyOf(answer)).to.deep.equal({ userId: 'bob', groups: ['g'] });
  });

  it('does not repeat what the client came with', () => {
    const context = connectEvent({ userId: 'ann', subprotocol: 'p' });
    expect(encodeEvent(context, { roles: [] }, options).body).to.equal('{"roles":[]}');
  });

  for (const [what, returned] of [
    ['an unknown key', { userID: 'ann' }],
    ['a user event answer', { data: 'x', dataType: 'text' }],
    ['a refusal with an unknown code', { code: 'forbidden' }],
    ['a refusal with another key', { code: 'unauthorized', userId: 'ann' }],
    ['a string', 'ok'],
    ['an empty string', ''],
    ['an array', []],
    ['false', false],
    ['bytes', Buffer.from('x')],
    ['a Map', new Map()],
    ['a user id that is no text', { userId: 5 }],
    ['roles that are one text', { roles: 'r' }],
    ['a group that is empty', { groups: [''] }],
    ['states that are no object', { states: [] }],
  ] as const) {
    it(`is never ${what}`, () => {
      expect(codeOf(() => connect(returned))).to.equal('WPS_ANSWER_INVALID');
    });
  }

  it('names the unknown key and the method in the log', () => {
    expect(messageOf(() => connect({ userID: 'ann' })))
      .to.include('Chat.f')
      .and.include('"userID"')
      .and.include('userId, roles');
  });
});

describe('a refusal', () => {
  for (const [code, status] of [
    ['unauthorized', 401],
    ['userError', 400],
    ['serverError', 500],
  ] as const) {
    it(`${code} is ${String(status)} with its message`, () => {
      expect(connect({ code, errorMessage: 'no' })).to.deep.equal({ status, headers: text, body: 'no' });
      expect(message({ code })).to.deep.equal({ status, headers: text, body: '' });
    });
  }

  it('set on the context is never overridden by what was returned', () => {
    for (const returned of [undefined, { userId: 'ann' }, 'text', { nonsense: true }]) {
      const refuse: Change = (context) => (context.statusCode = 403);
      expect(connect(returned, refuse).status).to.equal(403);
    }
  });

  it('returned is never overridden by what was set on the context', () => {
    const accept: Change = (context) => {
      context.userId = 'ann';
      context.statusCode = 200;
    };
    expect(connect({ code: 'unauthorized' }, accept).status).to.equal(401);
  });

  it('carries no states', () => {
    const answer = message({ code: 'userError' }, (context) => (context.states['b'] = 2));
    expect(answer.headers).to.deep.equal(text);
  });

  it('may have a message that is no text', () => {
    for (const errorMessage of [5, null, undefined, { a: 1 }]) {
      expect(connect({ code: 'unauthorized', errorMessage }).body).to.be.a('string');
    }
  });

  it('is told by own keys alone', () => {
    const inherited = Object.create({ code: 'unauthorized' }) as object;
    expect(message(inherited)).to.deep.include({ status: 200, body: '{}' });
  });
});

describe('the answer to a user event', () => {
  for (const [what, returned, answer] of [
    ['nothing', undefined, nothing],
    ['null', null, nothing],
    ['an empty answer', { dataType: 'text' }, nothing],
    ['a text', 'hi', { status: 200, headers: text, body: 'hi' }],
    ['an empty text', '', { status: 200, headers: text, body: '' }],
    ['a number', 0, { status: 200, headers: json, body: '0' }],
    ['an array', [1], { status: 200, headers: json, body: '[1]' }],
    [
      'data alone, which is a value like any other',
      { data: 'x' },
      { status: 200, headers: json, body: '{"data":"x"}' },
    ],
    [
      'an answer with another key, which is a value',
      { data: 1, dataType: 'json', more: 1 },
      { status: 200, headers: json, body: '{"data":1,"dataType":"json","more":1}' },
    ],
    ['a text answer', { data: 'x', dataType: 'text' }, { status: 200, headers: text, body: 'x' }],
    ['a data type in any letter case', { data: 'x', dataType: 'TEXT' }, { status: 200, headers: text, body: 'x' }],
    ['JSON text', { data: '{"a": 1}', dataType: 'json' }, { status: 200, headers: json, body: '{"a": 1}' }],
    ['a value as JSON', { data: null, dataType: 'json' }, { status: 200, headers: json, body: 'null' }],
    [
      'an object that looks like states',
      { states: 1, other: 2 },
      { status: 200, headers: json, body: '{"states":1,"other":2}' },
    ],
  ] as const) {
    it(`may be ${what}`, () => {
      expect(message(returned)).to.deep.equal(answer);
    });
  }

  it('may be bytes of every kind', () => {
    const bytes = [
      Buffer.from('hi'),
      new Uint8Array([104, 105]),
      new DataView(new Uint8Array([104, 105]).buffer),
      new Uint8Array([104, 105]).buffer,
    ];
    for (const data of bytes) {
      const { headers, body } = message(data);
      expect([headers, Buffer.from(body as Uint8Array).toString()]).to.deep.equal([
        { 'content-type': 'application/octet-stream' },
        'hi',
      ]);
    }
  });

  it('is an answer by own keys alone', () => {
    const inherited = Object.assign(Object.create({ dataType: 'text' }) as object, { data: 'x' });
    expect(message(inherited).body).to.equal('{"data":"x"}');
  });

  for (const [what, returned] of [
    ['text that is none', { data: 5, dataType: 'text' }],
    ['JSON text that is none', { data: '{', dataType: 'json' }],
    ['binary that is none', { data: 'x', dataType: 'binary' }],
    ['a data type that does not exist', { data: 'x', dataType: 'xml' }],
    ['a data type that is null', { data: 'x', dataType: null }],
    ['a cycle', cycle()],
    ['a function', () => 1],
    ['a BigInt', 1n],
    ['states that are text', { states: 'x' }],
  ] as const) {
    it(`is never ${what}`, () => {
      expect(codeOf(() => message(returned))).to.equal('WPS_ANSWER_INVALID');
    });
  }
});

describe('the states of a connection', () => {
  it('are sent when they were changed in place, in connect and user events', () => {
    expect(statesOf(connect(undefined, (context) => (context.states['b'] = 2)))).to.deep.equal({ a: 1, b: 2 });
    expect(statesOf(message('x', (context) => (context.states['b'] = 2)))).to.deep.equal({ a: 1, b: 2 });
  });

  it('are sent when they were replaced, also by none', () => {
    expect(statesOf(message(undefined, (context) => (context.states = { c: 3 })))).to.deep.equal({ c: 3 });
    expect(statesOf(message(undefined, (context) => (context.states = {})))).to.deep.equal({});
  });

  it('are those of the context with the returned keys over them', () => {
    const answer = message({ states: { b: 2 }, data: 'x' }, (context) => (context.states = { a: 0, b: 0 }));
    expect([statesOf(answer), answer.body]).to.deep.equal([{ a: 0, b: 2 }, 'x']);
  });

  it('may be returned over states that are frozen', () => {
    expect(
      statesOf(message({ states: { b: 2 } }, (context) => (context.states = Object.freeze({ a: 1 })))),
    ).to.deep.equal({ a: 1, b: 2 });
  });

  it('are not sent when nothing changed', () => {
    expect(message({ states: { a: 1 } })).to.deep.equal(nothing);
    expect(connect({ states: {} })).to.deep.equal(nothing);
  });

  it('alone are a 200 without a body', () => {
    const { status, body } = message(undefined, (context) => (context.states['b'] = 2));
    expect([status, body]).to.deep.equal([200, undefined]);
  });

  it('never carry __proto__', () => {
    const states = JSON.parse('{"__proto__": {"admin": true}, "b": 2}') as Record<string, unknown>;
    expect(statesOf(message({ states }))).to.deep.equal({ a: 1, b: 2 });
    expect(Object.keys(statesOf(message('x', (context) => (context.states = states))) as object)).to.deep.equal(['b']);
  });

  it('over the limit are refused with a remedy', () => {
    const large = { states: { b: 'x'.repeat(200) } };
    expect(codeOf(() => message(large))).to.equal('WPS_STATES_TOO_LARGE');
  });

  for (const [what, states] of [
    ['null', null],
    ['a text', 'x'],
    ['an array', ['x']],
    ['what JSON cannot hold', { big: 1n }],
    ['a cycle', cycle()],
    ['nested so deep that the next event would be refused', { deep: nested(1_000) }],
  ] as const) {
    it(`are never ${what}`, () => {
      expect(codeOf(() => message('x', (context) => (context.states = states as never)))).to.equal(
        'WPS_ANSWER_INVALID',
      );
    });
  }
});

describe('the answer to a failure of an event', () => {
  it('tells what the caller may know', () => {
    expect(encodeFailure(new UnauthorizedError('not you'))).to.deep.equal({
      status: 401,
      headers: text,
      body: 'not you',
    });
  });

  it('never accepts', () => {
    expect(encodeFailure(new WebPubSubError('MINE', 200, 'fine')).status).to.equal(500);
  });
});

function nested(depth: number): object {
  return JSON.parse('['.repeat(depth) + ']'.repeat(depth)) as object;
}

function cycle(): object {
  const value: Record<string, unknown> = {};
  value['self'] = value;
  return value;
}
