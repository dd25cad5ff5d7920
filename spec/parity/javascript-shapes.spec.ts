import { expect } from 'chai';
import type { WebPubSubEvent } from '../../lib/index.js';
import { textOf } from '../support/recording-log.js';
import { answerConnect, answerMessage, sentBy } from '../support/parity.js';

/** What the service gets when a function adds what a JavaScript function would, unchecked by any type. */
const add = (item: unknown) => sentBy(async (out) => out.add(item as WebPubSubEvent));
const logOf = (lines: Parameters<typeof textOf>[0]): string => textOf(lines, 'error');

const target = { connectionId: 'c2', userId: 'ann', group: 'g1', permission: 'sendToGroup', targetName: 'g1' };
const sends = {
  sendToAll: {},
  sendToConnection: { connectionId: 'c2' },
  sendToUser: { userId: 'ann' },
  sendToGroup: { group: 'g1' },
} as const;
const inUserGroup = { userId: 'ann', group: 'g1' };
const inConnectionGroup = { connectionId: 'c2', group: 'g1' };
const permission = { connectionId: 'c2', permission: 'sendToGroup', targetName: 'g1' };
const bytesAsJson = { type: 'Buffer', data: [0, 255, 66] };

describe('parity: JObjectTests, actions', () => {
  it('22: the 14 action names convert, each from its own fields; a field of another action is refused', async () => {
    const text = { data: 'hi', dataType: 'text' };
    const items = [
      ...Object.entries(sends).map(([actionName, to]) => ({ actionName, ...to, ...text })),
      ...['addUserToGroup', 'removeUserFromGroup'].map((actionName) => ({ actionName, ...inUserGroup })),
      ...['addConnectionToGroup', 'removeConnectionFromGroup'].map((actionName) => ({
        actionName,
        ...inConnectionGroup,
      })),
      { actionName: 'removeUserFromAllGroups', userId: 'ann' },
      { actionName: 'closeAllConnections' },
      { actionName: 'closeClientConnection', connectionId: 'c2' },
      { actionName: 'closeGroupConnections', group: 'g1' },
      ...['grantPermission', 'revokePermission'].map((actionName) => ({ actionName, ...permission })),
    ];
    const { calls, answer } = await sentBy(async (out) => {
      for (const item of items) await out.add(item as WebPubSubEvent);
    });
    expect([calls.length, answer.status]).to.deep.equal([14, 204]);
    expect((await add({ actionName: 'sendToAll', ...text, ...target })).calls).to.deep.equal([]);
  });

  it('23: binary data that is no bytes is refused, for all four sends', async () => {
    for (const [actionName, to] of Object.entries(sends)) {
      const { calls, answer } = await add({ actionName, ...to, data: 'text', dataType: 'binary' });
      expect([calls.length, answer.status]).to.deep.equal([0, 500]);
      expect(logOf(answer.lines)).to.include(`The field "data" of an output of the kind ${actionName} is`);
    }
  });

  it('24: binary data in the JSON of a Buffer is sent as bytes, for all four sends', async () => {
    for (const [actionName, to] of Object.entries(sends)) {
      const { calls } = await add({ actionName, ...to, data: bytesAsJson, dataType: 'binary' });
      expect(calls[0]).to.deep.include({ contentType: 'application/octet-stream', body: Buffer.from([0, 255, 66]) });
    }
  });

  it('25: an unknown action and the name of a C# class are refused by name', async () => {
    for (const actionName of ['unknown', 'webpubsuboperation', 'sendToAllAction']) {
      const { calls, answer } = await add({ actionName, data: 'hi' });
      expect([calls.length, answer.status]).to.deep.equal([0, 500]);
      expect(logOf(answer.lines)).to.include(`There is no action "${actionName}".`);
    }
  });

  it('26: a text is sent as it is', async () => {
    const { calls } = await add({ actionName: 'sendToAll', data: 'hello', dataType: 'text' });
    expect(calls[0]?.body.toString()).to.equal('hello');
  });

  it('27: a number is sent as JSON', async () => {
    const { calls } = await add({ actionName: 'sendToAll', data: 2 });
    expect(calls[0]?.contentType).to.match(/^application\/json/);
    expect(calls[0]?.body.toString()).to.equal('2');
  });

  it('28: a Buffer, and what JSON makes of one, become bytes', async () => {
    for (const data of [Buffer.from([0, 255]), JSON.parse(JSON.stringify(Buffer.from([0, 255]))) as unknown]) {
      const { calls } = await add({ actionName: 'sendToAll', data, dataType: 'binary' });
      expect(calls[0]?.body).to.deep.equal(Buffer.from([0, 255]));
    }
  });
});

describe('parity: JObjectTests, answers', () => {
  it('29: a refusal is 401 with its message as text and without state', async () => {
    const answer = await answerConnect((context) => {
      context.states['visits'] = 1;
      return { code: 'unauthorized', errorMessage: 'not allowed' };
    });
    expect(answer).to.deep.include({ status: 401, body: 'not allowed' });
    expect(answer.headers['content-type']).to.equal('text/plain; charset=utf-8');
    expect(answer.headers).not.to.have.property('ce-connectionstate');
    // C# reads its codes in any letter case and writes them with a capital.
    expect(await answerMessage(() => ({ code: 'UserError' }))).to.deep.include({ status: 400, body: '' });
  });

  it('30: a connect answer whose states are no object is a 500 that the log explains, and changes no state', async () => {
    const answer = await answerConnect(() => ({ states: 'some' }));
    expect(answer.status).to.equal(500);
    expect(answer.headers).not.to.have.property('ce-connectionstate');
    expect(logOf(answer.lines)).to.include('"states" that are no object');
  });

  it('31: a connect answer with states has them in its header', async () => {
    const answer = await answerConnect(() => ({ userId: 'ann', states: { visits: 2 } }));
    expect(answer.body).to.equal('{"userId":"ann"}');
    // The base64 of {"visits":2}.
    expect(answer.headers['ce-connectionstate']).to.equal('eyJ2aXNpdHMiOjJ9');
  });

  it('32: dataType decides the content type, in any letter case; a number is no data type', async () => {
    for (const [dataType, data, contentType] of [
      ['binary', Buffer.from('b'), 'application/octet-stream'],
      ['Json', '{"a":1}', 'application/json; charset=utf-8'],
      ['text', 'b', 'text/plain; charset=utf-8'],
    ] as const) {
      const { status, headers } = await answerMessage(() => ({ data, dataType }));
      expect([status, headers['content-type']]).to.deep.equal([200, contentType]);
    }
    expect((await answerMessage(() => ({ data: 'b', dataType: 2 }))).status).to.equal(500);
    expect((await answerMessage(() => ({ data: 'b', dataType: 'binary' }))).status).to.equal(500);
  });

  it('33: an array answers connect with 500, and a user event with itself as JSON', async () => {
    expect((await answerConnect(() => [1, 2])).status).to.equal(500);
    expect(await answerMessage(() => [1, 2])).to.deep.include({ status: 200, body: '[1,2]' });
  });

  it('34: an unknown dataType is 500', async () => {
    const answer = await answerMessage(() => ({ data: 'hi', dataType: 'xml' }));
    expect(answer.status).to.equal(500);
    expect(logOf(answer.lines)).to.include('a dataType that is none of');
  });

  it('35: a connect answer with an unknown member is a 500 that the log explains', async () => {
    const answer = await answerConnect(() => ({ userId: 'ann', rolls: ['admin'] }));
    expect(answer.status).to.equal(500);
    expect(logOf(answer.lines)).to.include('the unknown key "rolls"');
  });
});
