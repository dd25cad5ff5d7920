import { expect } from 'chai';
import { stateHeader } from '../../support/signed-event.js';
import type { Story } from '../../support/play.js';
import { mqttHeaders, say, statesOf } from './talk.js';

/** The blocks of docs/from-csharp.md about what a function says back. */
export const csharpAnswers: Readonly<Record<string, Story>> = {
  'answers.ts': async (app) => {
    const connect = (query: object) => app.post({ type: 'azure.webpubsub.sys.connect', body: { query } });
    expect(await connect({ banned: ['1'] })).to.include({ status: 401, body: 'Banned.' });
    expect((await connect({})).body).to.deep.equal({
      ...{ userId: 'ann', groups: ['lobby'] },
      roles: ['webpubsub.sendToGroup.lobby'],
    });
    const answer = async (data: string) => {
      const { status, headers, body } = await app.post(say('answer', data));
      return [status, headers.get('content-type')?.split(';')[0], body];
    };
    expect(await answer('text')).to.deep.equal([200, 'text/plain', 'hi']);
    expect(await answer('json')).to.deep.equal([200, 'application/json', { hi: 1 }]);
    expect(await answer('binary')).to.deep.equal([200, 'application/octet-stream', '\u0001\u0002']);
    expect(await answer('fault')).to.deep.equal([400, 'text/plain', 'Say something else.']);
    expect(await answer('broken')).to.deep.equal([500, 'text/plain', 'Internal Server Error']);
    expect(await answer('')).to.deep.equal([204, undefined, '']);
  },

  'states.ts': async (app) => {
    const withStates = (states: object) => ({ 'ce-connectionState': stateHeader(states) });
    const counted = await app.post(say('count', '', withStates({ count: 1 })));
    expect([counted.body, statesOf(counted.headers)]).to.deep.equal(['2', { count: 2 }]);
    const total = await app.post(say('total', '', withStates({ count: 1 })));
    expect([total.body, statesOf(total.headers)]).to.deep.equal(['1 in all', { count: 1, asked: true }]);
    const forgotten = await app.post(say('forget', '', withStates({ count: 1 })));
    expect([forgotten.body, statesOf(forgotten.headers)]).to.deep.equal(['forgotten', {}]);
  },

  'mqtt.ts': async (app) => {
    const connect = (packet: object) =>
      app.post({ type: 'azure.webpubsub.sys.connect', headers: mqttHeaders, body: { mqtt: packet } });
    const refused = await connect({ protocolVersion: 4, username: null, password: null, userProperties: null });
    expect(refused).to.deep.include({ status: 401, body: { mqtt: { code: 4, reason: 'Who?' } } });
    const accepted = await connect({
      protocolVersion: 5,
      username: 'thermometer',
      password: null,
      userProperties: null,
    });
    expect(accepted.body).to.have.property('userId', 'thermometer');
    const body = { reason: '', mqtt: { initiatedByClient: true, disconnectPacket: null } };
    await app.post({ type: 'azure.webpubsub.sys.disconnected', headers: mqttHeaders, body });
    expect(app.lines.map(({ message }) => message)).to.include('said goodbye');
  },
};
