import crypto from 'node:crypto';
import { syncBuiltinESMExports } from 'node:module';
import { expect } from 'chai';
import { WebPubSubTrigger } from '../../lib/index.js';
import type { UserEventContext } from '../../lib/index.js';
import { answerConnect, answerMessage, answerOf, boot } from '../support/parity.js';
import { eventHeaders, signatureOf, systemHeaders } from '../support/signed-event.js';

// Section 4: the way of a request to its function.

const echo = ({ data }: UserEventContext): unknown => data;
const statusOf = async (changes: Readonly<Record<string, string | undefined>>, body = 'hi'): Promise<number> =>
  (await answerMessage(echo, { headers: eventHeaders(changes), body })).status;

describe('fault of C#: GET is taken for validation', () => {
  it('is 405 here, whatever its origin, and allows nothing', async () => {
    const headers = [['WebHook-Request-Origin', 'chat.webpubsub.azure.com']] as const;
    const answer = await answerMessage(echo, { method: 'GET', headers });
    expect(answer.status).to.equal(405);
    expect(answer.headers).not.to.have.property('webhook-allowed-origin');
  });
});

describe('fault of C#: what is missing or malformed is 500', () => {
  for (const [what, changes, body] of [
    ['no origin', { 'WebHook-Request-Origin': undefined }, 'hi'],
    ['no content type', { 'Content-Type': undefined }, 'hi'],
    ['malformed JSON', { 'Content-Type': 'application/json' }, '{'],
    ['no event name', { 'ce-eventName': undefined }, 'hi'],
  ] as const) {
    it(`${what} is 400 here`, async () => {
      expect(await statusOf(changes, body)).to.equal(400);
    });
  }

  it('OPTIONS without an origin is 400 here', async () => {
    expect((await answerMessage(echo, { method: 'OPTIONS', headers: [] })).status).to.equal(400);
  });

  it('content types are read without regard to letter case and parameters here', async () => {
    expect(await statusOf({ 'Content-Type': 'APPLICATION/JSON;charset="utf-8"' }, '{"a":1}')).to.equal(200);
  });
});

describe('fault of C#: 404 comes before the signature', () => {
  it('whoever cannot sign learns nothing here of hubs and events', async () => {
    const unsigned = { 'ce-signature': 'sha256=00' };
    const unknown = { 'ce-type': 'azure.webpubsub.user.other', 'ce-eventName': 'other' };
    expect([await statusOf(unsigned), await statusOf({ ...unsigned, ...unknown })]).to.deep.equal([401, 401]);
    expect(await statusOf({ ...unsigned, 'ce-hub': 'lobby' })).to.equal(401);
    expect(await statusOf(unknown)).to.equal(404);
  });
});

describe('fault of C#: signatures are not trimmed and not compared in constant time', () => {
  it('a right one is found behind any comma and space here', async () => {
    const [right, wrong] = [signatureOf('c1'), signatureOf('c1', 'secondary')];
    for (const signature of [` ${right} `, `${wrong}, ${right}`, `${wrong} ,\t${right}`, `,${right}`]) {
      expect(await statusOf({ 'ce-signature': signature }), signature).to.equal(200);
    }
  });

  it('every part is compared in constant time here, also behind one that matched', async () => {
    const original = crypto.timingSafeEqual;
    const results: boolean[] = [];
    crypto.timingSafeEqual = (left, right) => {
      results.push(original(left, right));
      return results.at(-1) === true;
    };
    syncBuiltinESMExports();
    try {
      await statusOf({ 'ce-signature': `${signatureOf('c1')},${signatureOf('c1', 'other')}` });
    } finally {
      crypto.timingSafeEqual = original;
      syncBuiltinESMExports();
    }
    expect(results).to.deep.equal([true, false]);
  });
});

describe('fault of C#: without a connection everything is let in with a warning', () => {
  it('bootstrap fails here until a user says verify: false', () => {
    class Chat {
      @WebPubSubTrigger('chat', 'user', 'message') message(): void {}
    }
    expect(() => boot([Chat], { settings: {} }))
      .to.throw()
      .with.property('code', 'WPS_CONNECTION_MISSING');
    expect(() => boot([Chat], { settings: {}, verify: false })).not.to.throw();
  });
});

describe('fault of C#: the routing key is joined with dots', () => {
  it('two events whose names join to the same text are two functions here, each with its own events', async () => {
    class Chat {
      @WebPubSubTrigger('a.user.b', 'user', 'c') first(): string {
        return 'first';
      }
      @WebPubSubTrigger('a', 'user', 'b.user.c') second(): string {
        return 'second';
      }
    }
    const bodyOf = async (hub: string, eventName: string) => {
      const named = { 'ce-hub': hub, 'ce-eventName': eventName, 'ce-type': `azure.webpubsub.user.${eventName}` };
      return (await answerOf([Chat], { path: `/api/webpubsub/hubs/${hub}`, headers: eventHeaders(named) })).body;
    };
    expect([await bodyOf('a.user.b', 'c'), await bodyOf('a', 'b.user.c')]).to.deep.equal(['first', 'second']);
  });
});

describe('fault of C#: events of groups are taken for user events', () => {
  it('joined and left reach their own functions here, and a user event of that name another', async () => {
    const ran: unknown[] = [];
    class Chat {
      @WebPubSubTrigger('chat', 'group', 'joined') onJoined({ group }: { group: string }): void {
        ran.push(['group', group]);
      }
      @WebPubSubTrigger('chat', 'user', 'joined') said({ data }: UserEventContext): void {
        ran.push(['user', data]);
      }
    }
    const joined = systemHeaders('joined', { 'ce-type': 'azure.webpubsub.gp.joined' });
    const said = eventHeaders({ 'ce-type': 'azure.webpubsub.user.joined', 'ce-eventName': 'joined' });
    expect((await answerOf([Chat], { headers: joined, body: '{"group":"g1"}' })).status).to.equal(200);
    await answerOf([Chat], { headers: said, body: 'hi' });
    expect(ran).to.deep.equal([
      ['group', 'g1'],
      ['user', 'hi'],
    ]);
  });
});

describe('fault of C#: a system event that does not exist is accepted', () => {
  it('bootstrap refuses it here and says which there are', () => {
    class Chat {
      @WebPubSubTrigger('chat', 'system', 'conect' as 'connect') connect(): void {}
    }
    expect(() => boot([Chat]))
      .to.throw(/"conect".*connect, connected, disconnected/s)
      .with.property('code', 'WPS_EVENT_UNKNOWN');
  });

  it('one that the service sends all the same is 404 here, and runs nothing', async () => {
    const headers = systemHeaders('paused');
    expect((await answerConnect(() => undefined, { headers })).status).to.equal(404);
  });
});

describe('fault of C#: binary data is decoded as UTF-8 and JSON is left a text', () => {
  it('bytes come and go undamaged here', async () => {
    const answer = await answerMessage(({ payload }) => [...payload], {
      headers: eventHeaders({ 'Content-Type': 'application/octet-stream' }),
      body: Buffer.from([0xff, 0xfe, 0x00, 0x80]),
    });
    expect(answer.body).to.equal('[255,254,0,128]');
  });

  it('JSON is a value here', async () => {
    const headers = eventHeaders({ 'Content-Type': 'application/json' });
    const run = ({ data }: UserEventContext): unknown => (data as { a: number }).a + 1;
    expect((await answerMessage(run, { headers, body: '{"a":1}' })).body).to.equal('2');
  });
});
