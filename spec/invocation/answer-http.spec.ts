import { expect } from 'chai';
import type { HttpTriggerOptions } from '../../lib/decorators/http-trigger.js';
import { HttpTrigger } from '../../lib/decorators/http-trigger.js';
import { WebPubSub } from '../../lib/decorators/web-pubsub.js';
import { WebPubSubConnection } from '../../lib/decorators/web-pubsub-connection.js';
import { WebPubSubContext } from '../../lib/decorators/web-pubsub-context.js';
import type { HostOptions } from '../../lib/host/host.js';
import type { HttpContext } from '../../lib/invocation/contexts/http-context.js';
import type { MessageData } from '../../lib/outputs/seed-shapes.js';
import { serveControllers } from '../support/app.js';
import type { WireAnswer, WireRequest } from '../support/app.js';
import { recordCalls } from '../support/recording-service.js';
import { eventHeaders, settings as signing } from '../support/signed-event.js';

/** What a function at `/run` answers to one request. */
function run(
  handler: (context: HttpContext) => unknown,
  request: WireRequest = {},
  options: HostOptions & { trigger?: HttpTriggerOptions } = {},
): Promise<WireAnswer> {
  const { trigger, ...hostOptions } = options;
  class Api {
    @HttpTrigger({ route: 'run', ...trigger }) run(context: HttpContext): unknown {
      return handler(context);
    }
  }
  return serveControllers([Api], ({ send }) => send({ path: '/run', headers: [], ...request }), hostOptions);
}

const echo = ({ body }: HttpContext): unknown => (Buffer.isBuffer(body) ? `bytes ${body.toString('hex')}` : { body });
const posted = (type: string, body: string | Buffer): Promise<WireAnswer> =>
  run(echo, { headers: [['Content-Type', type]], body });

describe('an HTTP function', () => {
  it('sees method, path, query, headers and state', async () => {
    const answer = await run(
      ({ method, url, query, headers, state }) => ({ method, url, query, header: headers['x-a'], state }),
      {
        method: 'GET',
        path: '/run?a=1&b=2&b=3',
        headers: [['X-A', 'c']],
      },
    );
    expect(JSON.parse(answer.body)).to.deep.equal({
      method: 'GET',
      url: '/run?a=1&b=2&b=3',
      query: { a: '1', b: ['2', '3'] },
      header: 'c',
      state: {},
    });
  });

  for (const [type, body, seen] of [
    ['application/json', '{"a":[1]}', '{"body":{"a":[1]}}'],
    ['application/problem+json; charset=utf-8', '1', '{"body":1}'],
    ['application/x-www-form-urlencoded', 'a=1&b=%20&b=2', '{"body":{"a":"1","b":[" ","2"]}}'],
    ['Text/Plain', 'grüße', '{"body":"grüße"}'],
    ['application/octet-stream', Buffer.from([0, 255]), 'bytes 00ff'],
    ['text/plain', '', '{}'],
  ] as const) {
    it(`reads ${type} as ${seen}`, async () => {
      expect((await posted(type, body)).body).to.equal(seen);
    });
  }

  it('is not run for JSON that is none: 400, as a problem document', async () => {
    const answer = await posted('application/json', '{');
    expect(answer).to.deep.include({ status: 400, body: '{"title":"The body is not JSON.","status":400}' });
    expect(answer.headers['content-type']).to.equal('application/problem+json');
  });

  it('is not run for a body over the limit: 413', async () => {
    const answer = await run(echo, { headers: [['Content-Type', 'text/plain']], body: 'abc' }, { bodyLimit: 2 });
    expect(answer.status).to.equal(413);
  });

  it('is answered 500 when it throws, and tells nothing of it', async () => {
    const answer = await run(() => {
      throw new Error('password=hunter2');
    });
    expect(answer).to.deep.include({ status: 500, body: '{"title":"Internal Server Error","status":500}' });
  });

  it('is answered 500, in full, when it says itself how long its answer is', async () => {
    const answer = await run(() => ({ status: 200, headers: { 'Content-Length': '2' }, body: 'hello' }));
    expect(answer).to.deep.include({ status: 500, body: '{"title":"Internal Server Error","status":500}' });
    expect(answer.headers['content-length']).to.equal('46');
  });

  it('is answered 500 at the deadline', async () => {
    const answer = await run(() => new Promise(() => undefined), {}, { invocationTimeout: 20 });
    expect(answer.status).to.equal(500);
  });
});

describe('an HTTP function with keys', () => {
  const guarded = async (request: WireRequest): Promise<number> => {
    const settings = { WebPubSubFunctionKeys: 'one, two' };
    return (await run(() => 'in', request, { trigger: { authLevel: 'function' }, settings })).status;
  };

  it('takes any of them, by header or query', async () => {
    const byHeader = await guarded({ headers: [['X-Functions-Key', 'two']] });
    const byQuery = await guarded({ path: '/run?code=one' });
    expect([byHeader, byQuery]).to.deep.equal([200, 200]);
  });

  for (const [what, request] of [
    ['no key', {}],
    ['another key', { path: '/run?code=three' }],
    ['the whole list', { path: '/run?code=one,%20two' }],
    ['an empty key', { headers: [['x-functions-key', '']] as const }],
    ['the beginning of a key', { headers: [['x-functions-key', 'on']] as const }],
  ] as const) {
    it(`answers 401 to ${what}`, async () => {
      expect(await guarded(request)).to.equal(401);
    });
  }
});

describe('@WebPubSubConnection', () => {
  class Api {
    @HttpTrigger({ methods: ['get'] }) parameter(
      @WebPubSubConnection({ hub: 'chat', userId: '{query.userid}' }) connection: WebPubSubConnection,
    ): unknown {
      return connection;
    }
    @HttpTrigger({ methods: ['get'] })
    @WebPubSubConnection({ hub: 'chat', userId: '{query.userid?}', roles: ['webpubsub.sendToGroup.{query.room?}'] })
    method(): void {}
  }
  const get = (path: string): Promise<WireAnswer> =>
    serveControllers([Api], ({ send }) => send({ method: 'GET', path, headers: [] }));
  const claimsOf = ({ body }: WireAnswer): Record<string, unknown> => {
    const { accessToken } = JSON.parse(body) as { accessToken: string };
    return JSON.parse(Buffer.from(accessToken.split('.')[1] ?? '', 'base64url').toString()) as Record<string, unknown>;
  };

  it('on a parameter is the client URL and token', async () => {
    const answer = await get('/parameter?userid=ann');
    const { baseUrl, url, accessToken } = JSON.parse(answer.body) as Record<string, string>;
    expect(baseUrl).to.equal('wss://chat.webpubsub.azure.com/client/hubs/chat');
    expect(url).to.equal(`${String(baseUrl)}?access_token=${String(accessToken)}`);
    expect(claimsOf(answer)).to.include({ sub: 'ann', aud: 'https://chat.webpubsub.azure.com/client/hubs/chat' });
  });

  it('on a method is the answer', async () => {
    const answer = await get('/method?userid=ann&room=room1');
    expect(claimsOf(answer)).to.deep.include({ sub: 'ann', role: ['webpubsub.sendToGroup.room1'] });
  });

  it('without the value of an expression is a 400 that names it', async () => {
    const answer = await get('/parameter');
    expect(answer.status).to.equal(400);
    expect(answer.body).to.include('{query.userid}');
  });

  it('makes an anonymous client where the expression may be empty', async () => {
    expect(claimsOf(await get('/method?room=a'))).not.to.have.property('sub');
  });

  for (const room of ['', '*', 'a?', 'a%5C']) {
    it(`never widens a role: "${room}" is a 400`, async () => {
      expect((await get(`/method?room=${room.replace('?', '%3F')}`)).status).to.equal(400);
    });
  }
});

describe('@WebPubSub on an HTTP function', () => {
  it('sends what it returns, and the answer is empty', async () => {
    class Api {
      @HttpTrigger() @WebPubSub({ hub: '{query.hub}' }) notify(): MessageData[] {
        return [{ message: 'a' }, { message: { b: 1 }, targetType: 'Groups', targetId: 'g' }];
      }
    }
    await recordCalls(async ({ connectionString, calls }) => {
      const answer = await serveControllers([Api], ({ send }) => send({ path: '/notify?hub=chat', headers: [] }), {
        settings: { WebPubSubConnectionString: connectionString },
      });
      expect(answer.status).to.equal(204);
      expect(calls.map(({ path, body }) => `${path} ${body}`)).to.have.members([
        '/api/hubs/chat/:send a',
        '/api/hubs/chat/groups/g/:send {"b":1}',
      ]);
    });
  });

  it('refuses a hub that is none: 400', async () => {
    class Api {
      @HttpTrigger() @WebPubSub({ hub: '{query.hub}' }) notify(): MessageData {
        return { message: 'a' };
      }
    }
    const answer = await serveControllers([Api], ({ send }) => send({ path: '/notify?hub=..%2Fx', headers: [] }));
    expect(answer.status).to.equal(400);
  });
});

describe('@WebPubSubContext', () => {
  class Api {
    @HttpTrigger({ methods: ['options', 'post'], route: 'events' }) events(
      @WebPubSubContext() service: WebPubSubContext,
    ): unknown {
      const { hasError, isPreflight, request, response } = service;
      return hasError || isPreflight ? response : `${String(request?.eventName)} ${String(request?.userId)}`;
    }
  }
  const send = (request: WireRequest): Promise<WireAnswer> =>
    serveControllers([Api], (served) => served.send({ path: '/events', body: 'x', ...request }), { settings: signing });

  it('is the event, verified', async () => {
    expect((await send({ headers: eventHeaders({ 'ce-userId': 'ann' }) })).body).to.equal('message ann');
  });

  it('answers a validation request', async () => {
    const headers = [['WebHook-Request-Origin', 'chat.webpubsub.azure.com']] as const;
    expect((await send({ method: 'OPTIONS', headers, body: '' })).headers['webhook-allowed-origin']).to.equal(
      'chat.webpubsub.azure.com',
    );
  });

  for (const [what, headers, status] of [
    ['a wrong signature', eventHeaders({ 'ce-signature': 'sha256=00' }), 401],
    ['a missing header', eventHeaders({ 'ce-hub': undefined }), 400],
    [
      'a system event that does not exist',
      eventHeaders({ 'ce-type': 'azure.webpubsub.sys.x', 'ce-eventName': 'x' }),
      400,
    ],
    [
      'a group event that does not exist',
      eventHeaders({ 'ce-type': 'azure.webpubsub.gp.x', 'ce-eventName': 'x' }),
      400,
    ],
  ] as const) {
    it(`has the answer to ${what}`, async () => {
      expect((await send({ headers, body: '' })).status).to.equal(status);
    });
  }
});
