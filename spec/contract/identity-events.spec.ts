import { expect } from 'chai';
import { Hub } from '../../lib/decorators/hub.js';
import { HttpTrigger } from '../../lib/decorators/http-trigger.js';
import { WebPubSubContext } from '../../lib/decorators/web-pubsub-context.js';
import { WebPubSubTrigger } from '../../lib/decorators/web-pubsub-trigger.js';
import type { HostOptions } from '../../lib/host/host.js';
import type { UserEventContext } from '../../lib/invocation/contexts/user-event-context.js';
import { serveControllers } from '../support/app.js';
import type { WireAnswer } from '../support/app.js';
import * as issuing from '../support/fake-issuer.js';
import type { FakeIssuer, TokenChanges } from '../support/fake-issuer.js';
import { textOf } from '../support/recording-log.js';
import { eventHeaders, settings as keySettings, signatureOf } from '../support/signed-event.js';
import type { HeaderLines } from '../support/signed-event.js';
import type { Scripted } from '../support/tiny-service.js';

@Hub('chat')
class Chat {
  @WebPubSubTrigger() message(context: UserEventContext): unknown {
    return context.data;
  }
}

@Hub('chat')
class East {
  @WebPubSubTrigger({ eventType: 'user', eventName: 'message', connections: ['East', 'West'] }) message(): string {
    return 'taken';
  }
}

@Hub('chat')
class Raw {
  @HttpTrigger({ methods: ['post'], route: 'raw' }) raw(@WebPubSubContext() context: WebPubSubContext): unknown {
    return context.hasError ? context.response : context.request?.eventName;
  }
}

const { entraToken, confusedToken, unsignedToken, tenantId } = issuing;
const name = 'WebPubSubConnectionString';
const bearer = (token: string) => ['Authorization', `Bearer ${token}`] as const;
const unsignedEvent = eventHeaders({ 'ce-signature': undefined });
const withToken = (token: string, headers = unsignedEvent): HeaderLines => [...headers, bearer(token)];

interface Told extends WireAnswer {
  readonly asked: readonly string[];
  readonly log: string;
}

/** Posts an event to an app whose only connection is by identity. */
async function post(headers: HeaderLines, issuer: FakeIssuer, options: HostOptions = {}): Promise<Told> {
  const settings = issuer.settings(name);
  return serveControllers(
    [Chat],
    async ({ send, lines }) => {
      const answer = await send({ headers, body: 'hello' });
      return { ...answer, asked: issuer.asked(), log: textOf(lines) };
    },
    { settings, ...options },
  );
}

async function tell(headers: HeaderLines, answer?: () => Scripted, options?: HostOptions): Promise<Told> {
  const issuer = await issuing.startFakeIssuer(answer);
  try {
    return await post(headers, issuer, options);
  } finally {
    await issuer.close();
  }
}

const inMinutes = (minutes: number) => Math.floor(Date.now() / 1000) + minutes * 60;
const versions = (authorityHost: string) => ({
  1: `https://sts.windows.net/${tenantId}/`,
  2: `${authorityHost}/${tenantId}/v2.0`,
});

describe('an event of a connection by identity', () => {
  it('is taken with a token of the service, and the keys are asked of the tenant', async () => {
    const { status, body, asked } = await tell(withToken(entraToken()));
    expect([status, body]).to.deep.equal([200, 'hello']);
    expect(asked).to.deep.equal([`/${tenantId}/discovery/v2.0/keys`]);
  });

  for (const version of [1, 2] as const) {
    it(`is taken with a token of version ${version}`, async () => {
      const issuer = await issuing.startFakeIssuer();
      const iss = versions(issuer.authorityHost)[version];
      const { status } = await post(withToken(entraToken({ claims: { iss } })), issuer);
      await issuer.close();
      expect(status).to.equal(200);
    });
  }

  it('is taken when clocks differ by less than a minute', async () => {
    for (const claims of [{ exp: inMinutes(-0.5) }, { nbf: inMinutes(0.5) }]) {
      expect((await tell(withToken(entraToken({ claims })))).status).to.equal(200);
    }
  });

  const refused: Readonly<Record<string, readonly [changes: TokenChanges, says: string]>> = {
    'of another tenant': [{ claims: { iss: 'https://sts.windows.net/other/' } }, '__tenantId'],
    'of an issuer without a slash': [{ claims: { iss: `https://sts.windows.net/${tenantId}` } }, '__tenantId'],
    'for another audience': [{ claims: { aud: 'api://elsewhere' } }, '__webhookAudience'],
    'without an audience': [{ claims: { aud: undefined } }, '__webhookAudience'],
    'of another caller': [{ claims: { oid: '33333333-3333-3333-3333-333333333333' } }, '__principalId'],
    'without a caller': [{ claims: { oid: undefined } }, '__principalId'],
    'that has expired': [{ claims: { exp: inMinutes(-2) } }, 'expired'],
    'that never expires': [{ claims: { exp: undefined } }, 'no token of Entra'],
    'that is not valid yet': [{ claims: { nbf: inMinutes(60) } }, 'not valid yet'],
    'with an unknown key id': [{ header: { kid: 'other' } }, '__tenantId'],
    'signed with a key that nobody published': [{ key: issuing.foreignKey }, 'signature is wrong'],
    'that says RS384': [{ header: { alg: 'RS384' } }, 'RS256'],
  };
  for (const [fault, [changes, says]] of Object.entries(refused)) {
    it(`is refused with a token ${fault}`, async () => {
      const token = entraToken(changes);
      const { status, body, log } = await tell(withToken(token));
      expect([status, body]).to.deep.equal([401, 'The Entra token of the event is not accepted.']);
      expect(log).to.include('WPS_TOKEN_REFUSED').and.include(says).and.not.include(token.slice(0, 20));
    });
  }

  it('is refused with alg none', async () => {
    expect((await tell(withToken(unsignedToken()))).status).to.equal(401);
  });

  it('is refused with HS256 signed with the public key', async () => {
    expect((await tell(withToken(confusedToken()))).status).to.equal(401);
  });

  for (const [fault, lines] of Object.entries({
    'no token': [],
    'two Authorization lines': [bearer(entraToken()), bearer(entraToken())],
    'two tokens in one line': [['Authorization', `Bearer ${entraToken()}, Bearer ${entraToken()}`]],
    'another scheme': [['Authorization', `Basic ${entraToken()}`]],
    'an empty token': [['Authorization', 'Bearer ']],
  } as const)) {
    it(`is refused with ${fault}, and nobody is asked for keys`, async () => {
      const { status, asked, log } = await tell([...unsignedEvent, ...lines]);
      expect([status, asked]).to.deep.equal([401, []]);
      expect(log).to.include('WPS_TOKEN_MISSING').and.not.include('eyJ');
    });
  }

  it('is refused with what is no token', async () => {
    const { status, asked } = await tell(withToken('abc'));
    expect([status, asked]).to.deep.equal([401, []]);
  });

  it('is refused from another origin, whatever its token', async () => {
    const headers = eventHeaders({ 'WebHook-Request-Origin': 'evil.example' });
    const { status, asked, log } = await tell(withToken(entraToken(), headers));
    expect([status, asked, log.includes('WPS_ORIGIN_UNKNOWN')]).to.deep.equal([401, [], true]);
  });

  it('is not taken for its signature: there is no key that could have made it', async () => {
    for (const key of ['', 'undefined']) {
      const headers = eventHeaders({ 'ce-signature': signatureOf('c1', key) });
      expect((await tell(headers)).status).to.equal(401);
    }
  });

  it('is refused before its body is read', async () => {
    const { status } = await tell(unsignedEvent, undefined, { bodyLimit: 1 });
    expect(status).to.equal(401);
  });

  it('tells a stranger nothing of which functions exist', async () => {
    const headers = eventHeaders({ 'ce-signature': undefined, 'ce-eventName': 'nosuch' });
    expect((await tell(headers)).status).to.equal(401);
    expect((await tell(withToken(entraToken(), headers))).status).to.equal(404);
  });

  for (const [fault, answer] of Object.entries({
    'cannot be reached': { status: 0, cut: true },
    'answers with an error': { status: 500 },
    'sends elsewhere': { status: 302, headers: { location: 'http://127.0.0.1:1/keys' } },
    'answers with a page': { status: 200, body: '<html></html>' },
    'answers with no keys': { status: 200, body: '{"keys":"none"}' },
    'answers without end': { status: 200, body: ' '.repeat(600_000) },
  } satisfies Record<string, Scripted>)) {
    it(`is put off, and the log says so, where the issuer ${fault}`, async () => {
      const { status, body, log } = await tell(withToken(entraToken()), () => answer);
      expect([status, body]).to.deep.equal([503, 'Internal Server Error']);
      expect(log).to.include('WPS_TOKEN_KEYS').and.include(`${tenantId}/discovery/v2.0/keys`);
    });
  }
});

describe('a raw request of a connection by identity', () => {
  it('is judged by its token too', async () => {
    const issuer = await issuing.startFakeIssuer();
    const statuses = await serveControllers(
      [Raw],
      async ({ send }) => {
        const to = (headers: HeaderLines) => send({ path: '/raw', headers, body: 'hello' });
        const answers = [await to(withToken(entraToken())), await to(unsignedEvent)];
        return answers.map(({ status, body }) => `${status} ${body}`);
      },
      { settings: issuer.settings(name) },
    );
    await issuer.close();
    expect(statuses).to.deep.equal(['200 message', '401 The event does not carry one Entra token.']);
  });
});

describe('a key that changes while the app runs', () => {
  it('is the one that counts from then on, as the function of settings says', async () => {
    let key = 'primary';
    const settings = (setting: string) =>
      setting === name ? `Endpoint=https://chat.webpubsub.azure.com;AccessKey=${key};Version=1.0;` : undefined;
    const statuses = await serveControllers(
      [Chat],
      async ({ send }) => {
        const signed = (by: string) => send({ headers: eventHeaders({ 'ce-signature': by }), body: '' });
        const [first, second] = [signatureOf('c1', 'primary'), signatureOf('c1', 'secondary')];
        const before = [await signed(first), await signed(`${first},${second}`), await signed(second)];
        key = 'secondary';
        const after = [await signed(second), await signed(`${first},${second}`), await signed(first)];
        return [...before, ...after].map(({ status }) => status);
      },
      { settings },
    );
    expect(statuses).to.deep.equal([200, 200, 401, 200, 200, 401]);
  });
});

describe('a function with several connections', () => {
  const headersFrom = (origin: string, ...more: HeaderLines): HeaderLines => [
    ...eventHeaders({ 'WebHook-Request-Origin': origin, 'ce-signature': signatureOf('c1', 'west-key') }),
    ...more,
  ];

  it('takes each by its own proof, one by a token and one by a key', async () => {
    const issuer = await issuing.startFakeIssuer();
    const settings = {
      ...issuer.settings('East', 'https://east.example'),
      West: 'Endpoint=https://west.example;AccessKey=west-key;Version=1.0;',
      West__origins: 'www.west.example',
    };
    const statuses = await serveControllers(
      [East],
      async ({ send }) => {
        const all = [
          headersFrom('east.example', bearer(entraToken())),
          headersFrom('west.example'),
          headersFrom('www.west.example'),
          headersFrom('east.example'),
          eventHeaders({ 'WebHook-Request-Origin': 'west.example' }).concat([bearer(entraToken())]),
          headersFrom('north.example', bearer(entraToken())),
        ];
        const answers: number[] = [];
        for (const headers of all) answers.push((await send({ headers, body: '' })).status);
        return answers;
      },
      { settings },
    );
    await issuer.close();
    expect(statuses).to.deep.equal([200, 200, 200, 401, 401, 401]);
  });

  it('by key and by identity to one service takes either proof', async () => {
    const issuer = await issuing.startFakeIssuer();
    const settings = { ...issuer.settings('East'), West: keySettings.WebPubSubConnectionString };
    const statuses = await serveControllers(
      [East],
      async ({ send }) => [
        (await send()).status,
        (await send({ headers: withToken(entraToken()) })).status,
        (await send({ headers: unsignedEvent })).status,
      ],
      { settings },
    );
    await issuer.close();
    expect(statuses).to.deep.equal([200, 200, 401]);
  });
});
