import { expect } from 'chai';
import { HttpOutlet } from '../../../lib/emulator/upstream/http.js';
import { RecordingApp, type AnswerEvent } from '../../support/recording-app.js';

const signal = new AbortController().signal;

async function withApp(
  answer: AnswerEvent,
  story: (app: RecordingApp, outlet: HttpOutlet) => Promise<void>,
): Promise<void> {
  const app = await RecordingApp.start(answer);
  const outlet = new HttpOutlet();
  try {
    await story(app, outlet);
  } finally {
    await outlet.close();
    await app.close();
  }
}

describe('a call of the emulator', () => {
  it('keeps the lines of a header apart, and the bytes of a body', () =>
    withApp(
      () => ({ status: 201, headers: { 'WebHook-Allowed-Origin': ['a', 'b'] }, body: Buffer.from([1, 2]) }),
      async ({ url, requests }, { call }) => {
        const { status, lines, body } = await call(
          { url: `${url}/p?q=1`, method: 'POST', headers: { a: 'b' }, body: 'x' },
          signal,
        );
        expect([status, lines('webhook-allowed-origin'), lines('none')]).to.deep.equal([201, ['a', 'b'], []]);
        expect(body).to.deep.equal(Buffer.from([1, 2]));
        expect(requests[0]).to.include({ method: 'POST', url: '/p?q=1', body: 'x' });
      },
    ));

  it('tells of the connection it goes by', () =>
    withApp(
      () => ({ status: 200 }),
      async ({ url }) => {
        const ports: unknown[] = [];
        const outlet = new HttpOutlet((socket) => ports.push(socket.remotePort));
        await outlet.call({ url, method: 'GET', headers: {} }, signal);
        expect(ports).to.deep.equal([Number(new URL(url).port)]);
        await outlet.close();
      },
    ));

  it('ends also where a test holds back the microtasks of undici', () =>
    withApp(
      () => ({ status: 200 }),
      async ({ url }) => {
        const { queueMicrotask } = globalThis;
        const outlet = new HttpOutlet();
        await outlet.call({ url, method: 'GET', headers: {} }, signal);
        globalThis.queueMicrotask = () => undefined;
        try {
          await outlet.close();
        } finally {
          globalThis.queueMicrotask = queueMicrotask;
        }
      },
    ));

  it('does not follow a redirect', () =>
    withApp(
      () => ({ status: 302, headers: { Location: '/elsewhere' } }),
      async ({ url }, { call }) => {
        expect(await call({ url, method: 'GET', headers: {} }, signal)).to.have.property('status', 302);
      },
    ));

  it('takes at most 16 MiB', () =>
    withApp(
      () => ({ body: Buffer.alloc(16 * 1024 * 1024 + 1) }),
      async ({ url }, { call }) => {
        const error = await call({ url, method: 'GET', headers: {} }, signal).catch((reason: unknown) => reason);
        expect(String(error)).to.include('over 16777216 bytes');
      },
    ));

  it('fails with a code where nobody listens', async () => {
    const app = await RecordingApp.start();
    const { url } = app;
    await app.close();
    const outlet = new HttpOutlet();
    const error = await outlet.call({ url, method: 'GET', headers: {} }, signal).catch((reason: unknown) => reason);
    expect(error).to.have.property('code', 'ECONNREFUSED');
    await outlet.close();
  });
});
