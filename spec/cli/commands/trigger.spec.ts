import { expect } from 'chai';
import type { AnswerEvent } from '../../support/recording-app.js';
import { outcomeOf, runCommand, runCommandIn, startCommand } from '../../support/run-command.js';
import { closedUrl } from '../../support/closed-port.js';
import { impatient, withSilentServer } from '../../support/silent-server.js';
import { withApp } from '../../support/with-app.js';

const key = 'a-key-of-the-service';
const connectionString = `Endpoint=https://my.webpubsub.azure.com;AccessKey=${key};Version=1.0;`;
const trigger = (url: string, event: string, ...more: readonly string[]) =>
  runCommand('trigger', event, '--url', url, '--connection-string', connectionString, ...more);
const echo: AnswerEvent = ({ body }) => ({ headers: { 'Content-Type': 'text/plain' }, body: `you said ${body}` });

describe('web-pubsub trigger', () => {
  it('posts a signed event, and says what a client would have seen', () =>
    withApp(echo, async (app) => {
      const { code, stdout } = await trigger(app.url, 'chat/message', '--user', 'ann', '--data', 'hi');
      expect([code, stdout]).to.deep.equal([
        0,
        'answer  200\nbody    you said hi\nclient  It gets a message: text "you said hi"\n',
      ]);
      const { url, headers } = await app.seen('message');
      expect(url).to.equal('/api/webpubsub/hubs/chat');
      expect(headers).to.include({ 'ce-userid': 'ann', 'webhook-request-origin': 'my.webpubsub.azure.com' });
    }));

  it('takes a whole URL template, and reads what is to be sent from standard input', () =>
    withApp(echo, async (app) => {
      const url = `${app.url}/{hub}/{event}?code=x`;
      const options = ['--url', url, '--connection-string', connectionString, '--data-file', '-', '--type', 'json'];
      const child = startCommand('trigger', 'chat/save', ...options);
      child.stdin.end('{"a":1}');
      expect((await outcomeOf(child)).stdout).to.include('you said {"a":1}');
      expect(app.requests[0]).to.include({ url: '/chat/save?code=x' });
    }));

  it('tells connect of claims, query and subprotocols, and what it answers', () =>
    withApp(
      () => ({ headers: { 'Content-Type': 'application/json' }, body: '{"userId":"ann","groups":["g"]}' }),
      async (app) => {
        const told = ['--claims', '{"role":"admin"}', '--query', 'room=1&room=2', '--subprotocol', 'p'];
        const { stdout } = await trigger(app.url, 'chat/connect', ...told);
        expect(stdout).to.include('client  It is let in as "ann", in the groups g.');
        const { body } = await app.seen('connect');
        expect(JSON.parse(body)).to.deep.include({
          ...{ claims: { role: ['admin'] }, query: { room: ['1', '2'] }, subprotocols: ['p'] },
        });
      },
    ));

  it('ends with 1 where the app says no, and shows no key', () =>
    withApp(
      () => ({ status: 401, body: '' }),
      async (app) => {
        const { code, stdout, stderr } = await trigger(app.url, 'chat/message');
        expect(code).to.equal(1);
        expect(stdout).to.include('web-pubsub doctor');
        expect(stdout + stderr).not.to.include(key);
      },
    ));

  it('prints a line of JSON', () =>
    withApp(
      () => ({ body: Buffer.from([1, 2]), headers: { 'Content-Type': 'application/octet-stream' } }),
      async (app) => {
        const { stdout } = await trigger(app.url, 'chat/message', '--json', '--state', '{"n":1}');
        const message = { dataType: 'binary', data: 'AQI=' };
        expect(JSON.parse(stdout)).to.deep.equal({
          status: 200,
          body: 'AQI=',
          client: { outcome: 'message', message },
        });
        const { headers } = await app.seen('message');
        expect(headers).to.have.property('ce-connectionstate');
      },
    ));

  it('tells of groups and of ends', () =>
    withApp(
      () => ({}),
      async (app) => {
        await trigger(app.url, 'chat/joined', '--group', 'lobby');
        await trigger(app.url, 'chat/disconnected', '--reason', 'gone');
        expect(app.requests.map(({ body }) => body)).to.deep.equal(['{"group":"lobby"}', '{"reason":"gone"}']);
      },
    ));

  it('ends with 1 where an answer has no end, or hangs', async () => {
    const head = 'HTTP/1.1 200 OK\r\nContent-Length: 2000000\r\n\r\n';
    const large = await withSilentServer(head + 'x'.repeat(1_100_000), (url) => trigger(url, 'chat/message'));
    expect(large.code).to.equal(1);
    expect(large.stderr).to.match(/^web-pubsub: http:\S+ answered more than 1 MiB/);
    const hung = await withSilentServer(head, (url) =>
      runCommandIn(
        { env: impatient },
        'trigger',
        'chat/message',
        '--url',
        url,
        '--connection-string',
        connectionString,
      ),
    );
    expect(hung.code).to.equal(1);
    expect(hung.stderr).to.match(
      /^web-pubsub: http:\S+ answered 200, and its body did not come: it did not answer in time/,
    );
  });

  it('ends with 1 where no app listens, without the query', async () => {
    const url = await closedUrl();
    const { code, stderr } = await trigger(`${url}/x?code=secret`, 'chat/message');
    expect(code).to.equal(1);
    expect(stderr).to.include(`${url}/x was not reached: nothing listens there`).and.not.include('secret');
  });

  for (const [args, problem] of [
    [['chat'], '"chat" is no event'],
    [['chat/connect', '--data', 'x'], 'The system event "connect" takes no --data.'],
    [['chat/message', '--group', 'a'], '--group goes with joined and left'],
    [['chat/message', '--type', 'json', '--data', 'hi'], '--type json wants JSON'],
    [['chat/message', '--type', 'binary', '--data', '?'], 'wants base64'],
    [['chat/message', '--state', '[]'], '--state takes a JSON object'],
    [['chat/message', '--subprotocol', 'a', '--subprotocol', 'b'], '--subprotocol was given twice'],
    [['chat/message', '--url', 'localhost'], '--url takes a URL'],
    [['chat/message', '--data-file', 'nowhere'], 'nowhere cannot be read (ENOENT)'],
  ] as const) {
    it(`ends with 2 and says why: ${args.join(' ')}`, async () => {
      const { code, stderr } = await runCommand('trigger', ...args, '--connection-string', connectionString);
      expect([code, stderr.split('\n').length]).to.deep.equal([2, 2]);
      expect(stderr).to.include(problem);
    });
  }

  it('needs a key to sign with', async () => {
    const { code, stderr } = await runCommand('trigger', 'chat/message', '--connection', 'Nowhere');
    expect(code).to.equal(2);
    expect(stderr).to.include('The setting Nowhere holds no connection string');
  });
});
