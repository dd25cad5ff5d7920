import { expect } from 'chai';
import { WebPubSubAction, WebPubSubTrigger } from '../../lib/index.js';
import type { DeliveryError } from '../../lib/index.js';
import { answerConnect, answerMessage, answerOf, boot, sentBy, successOf } from '../support/parity.js';
import { textOf } from '../support/recording-log.js';
import { eventHeaders, systemHeaders } from '../support/signed-event.js';

describe('gap: a throwing handler', () => {
  for (const [what, answer] of [
    ['connect', answerConnect],
    ['a user event', answerMessage],
  ] as const) {
    it(`of ${what} is answered 500 at once, without its message`, async () => {
      const { status, body, lines } = await answer(() => {
        throw new Error('the password is 1234');
      });
      expect([status, body]).to.deep.equal([500, 'Internal Server Error']);
      expect(textOf(lines, 'error')).to.include('the password is 1234');
    });
  }
});

describe('gap: a refusal without a message', () => {
  for (const [code, status] of [
    ['unauthorized', 401],
    ['userError', 400],
    ['serverError', 500],
  ] as const) {
    it(`keeps its status: ${code} is ${String(status)}`, async () => {
      for (const refusal of [{ code }, { code, errorMessage: null }, { code, errorMessage: '' }]) {
        expect(await answerConnect(() => refusal)).to.deep.include({ status, body: '' });
        expect(await answerMessage(() => refusal)).to.deep.include({ status, body: '' });
      }
    });
  }
});

describe('gap: an answer without dataType', () => {
  it('is text for a string, bytes for bytes and JSON for everything else', async () => {
    const typeOf = async (data: unknown) => (await answerMessage(() => ({ data, states: {} }))).headers['content-type'];
    expect(await typeOf('text')).to.equal('text/plain; charset=utf-8');
    expect(await typeOf(Buffer.from('bytes'))).to.equal('application/octet-stream');
    expect(await typeOf({ a: 1 })).to.equal('application/json; charset=utf-8');
  });
});

describe('gap: partial failure in a list of actions', () => {
  it('keeps what the service took, sends nothing that had to wait, and lists both', async () => {
    const errors: DeliveryError[] = [];
    const { calls, answer } = await sentBy(
      async (out) => {
        for (const group of ['g1', 'g2', 'g3']) await out.add(WebPubSubAction.sendToGroup(group, 'hi'));
      },
      (request, index) => (index === 1 ? { status: 400 } : successOf(request)),
      { onOutputError: (error) => errors.push(error) },
    );
    expect(calls.map(({ call }) => call)).to.deep.equal([
      'POST /api/hubs/chat/groups/g1/:send',
      'POST /api/hubs/chat/groups/g2/:send',
    ]);
    expect(answer.status).to.equal(500);
    expect(errors[0]?.failures.map(({ outcome, item }) => [outcome, (item as { group: string }).group])).to.deep.equal([
      ['failed', 'g2'],
      ['skipped', 'g3'],
    ]);
  });
});

describe('gap: GET', () => {
  it('without an origin is 405', async () => {
    expect((await answerMessage(() => 'run', { method: 'GET', headers: [] })).status).to.equal(405);
  });
});

describe('gap: a malformed connect body', () => {
  for (const body of ['', '{', '[]', 'null', '"a"', '{"claims":{},}']) {
    it(`${JSON.stringify(body)} is ${body === '' ? 'a connect that says nothing' : '400'}, and never 500`, async () => {
      const { status } = await answerConnect(() => ({ userId: 'ann' }), { body });
      expect(status).to.equal(body === '' ? 200 : 400);
    });
  }

  it('with members of a wrong kind has them empty', async () => {
    const body = '{"claims":7,"query":[],"headers":null,"subprotocols":"one","clientCertificates":{}}';
    const seen: unknown[] = [];
    await answerConnect(({ claims, query, headers }) => void seen.push(claims, query, headers), { body });
    expect(seen).to.deep.equal([{}, {}, {}]);
  });
});

describe('gap: states of the JS SDK', () => {
  it('are read as it writes them and written as it reads them: base64 of JSON with plain values', async () => {
    // The base64 of {"count":1,"name":"ann"} and of {"count":2,"name":"ann"}.
    const headers = eventHeaders({ 'ce-connectionState': 'eyJjb3VudCI6MSwibmFtZSI6ImFubiJ9' });
    const answer = await answerMessage(({ states }) => void (states['count'] = 2), { headers });
    expect(answer.headers['ce-connectionstate']).to.equal('eyJjb3VudCI6MiwibmFtZSI6ImFubiJ9');
  });
});

describe('gap: two functions for one event', () => {
  it('are refused at bootstrap, both by name, whatever the letter case', () => {
    class Chat {
      @WebPubSubTrigger('chat', 'system', 'connect') first(): void {}
      @WebPubSubTrigger('Chat', 'system', 'connect') second(): void {}
    }
    expect(() => boot([Chat]))
      .to.throw(/Chat\.first.*Chat\.second.*system event "connect"/s)
      .with.property('code', 'WPS_DUPLICATE_FUNCTION');
  });
});

describe('gap: a function for all clients beside one for MQTT', () => {
  it('leaves MQTT clients to the concrete one and has the others', async () => {
    const ran: string[] = [];
    class Chat {
      @WebPubSubTrigger({ hub: 'chat', eventType: 'system', eventName: 'connected' }) all(): void {
        ran.push('all');
      }
      @WebPubSubTrigger({ hub: 'chat', eventType: 'system', eventName: 'connected', clientProtocols: 'mqtt' })
      mqtt(): void {
        ran.push('mqtt');
      }
    }
    const mqtt = { 'ce-subprotocol': 'mqtt', 'ce-physicalConnectionId': 'p1', 'ce-sessionId': 's1' };
    for (const client of [{}, mqtt, { 'ce-subprotocol': 'mqtt' }, { 'ce-subprotocol': 'json.webpubsub.azure.v1' }]) {
      await answerOf([Chat], { headers: systemHeaders('connected', client), body: '{}' });
    }
    expect(ran).to.deep.equal(['all', 'mqtt', 'all', 'all']);
  });
});
