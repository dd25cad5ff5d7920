import { createHmac } from 'node:crypto';
import { expect } from 'chai';
import { Hub, WebPubSubTrigger, type UserEventContext } from '../../lib/index.js';
import { sendTo, serveControllers, type WireAnswer } from '../support/app.js';

const key = 'a-key-of-this-spec';
const settings = {
  WebPubSubConnectionString: `Endpoint=https://chat.webpubsub.azure.com;AccessKey=${key};Version=1.0;`,
};
const signature = `sha256=${createHmac('sha256', key).update('c1').digest('hex')}`;

const lines = [
  ['WebHook-Request-Origin', 'chat.webpubsub.azure.com'],
  ['Content-Type', 'text/plain'],
  ['ce-awpsversion', '1.0'],
  ['ce-specversion', '1.0'],
  ['ce-type', 'azure.webpubsub.user.message'],
  ['ce-source', '/hubs/chat/client/c1'],
  ['ce-id', '1'],
  ['ce-time', '2026-01-01T00:00:00Z'],
  ['ce-signature', signature],
  ['ce-hub', 'chat'],
  ['ce-connectionId', 'c1'],
  ['ce-eventName', 'message'],
  ['ce-userId', 'ann'],
  ['ce-subprotocol', 'json.webpubsub.azure.v1'],
  ['ce-connectionState', 'eyJhIjoxfQ=='],
] as const;
// As bytes: Node writes headers that go out together with a text as UTF-8, once more.
const body = Buffer.from('x');
type Lines = readonly (readonly [string, string])[];

@Hub('chat')
class Chat {
  runs = 0;
  @WebPubSubTrigger() message({ userId, states, subprotocol, id }: UserEventContext) {
    this.runs += 1;
    return { userId: userId ?? null, states, subprotocol: subprotocol ?? null, id };
  }
}

/** Sends an event with these header lines, then one that is right: nothing of the first may be left. */
async function told(headers: Lines): Promise<WireAnswer & { readonly runs: number }> {
  const chat = new Chat();
  return serveControllers(
    [chat],
    async ({ port }) => {
      const answer = await sendTo(port, { headers, body });
      const { runs } = chat;
      expect((await sendTo(port, { headers: lines, body })).status).to.equal(200);
      return { ...answer, runs };
    },
    { settings },
  );
}
const without = (name: string): Lines => lines.filter(([one]) => one !== name);
const withValue = (name: string, value: string): Lines =>
  lines.map((line) => (line[0] === name ? [name, value] : line));
const doubled = (name: string): Lines => [...lines, ...lines.filter(([one]) => one === name)];

describe('a header of an event', () => {
  for (const name of ['WebHook-Request-Origin', 'ce-type', 'ce-hub', 'ce-connectionId', 'ce-eventName']) {
    it(`${name} is 400 where it is absent, empty or there twice, and no function runs`, async () => {
      const answers = [await told(without(name)), await told(withValue(name, '')), await told(doubled(name))];
      expect(answers.map(({ status, runs }) => [status, runs])).to.deep.equal(Array(3).fill([400, 0]));
      for (const answer of answers) expect(answer.body.toLowerCase()).to.include(name.toLowerCase());
    });
  }

  for (const name of ['ce-id', 'ce-time', 'ce-userId', 'ce-subprotocol', 'ce-connectionState', 'Content-Type']) {
    it(`${name} is 400 where it is there twice`, async () => {
      expect((await told(doubled(name))).status).to.equal(400);
    });
  }

  it('may be absent where the service need not send it', async () => {
    for (const name of ['ce-id', 'ce-time', 'ce-userId', 'ce-subprotocol', 'ce-connectionState', 'ce-awpsversion'])
      expect((await told(without(name))).status).to.equal(200);
  });

  it('ce-signature is 401 where it is absent, and may be there twice', async () => {
    expect(
      [await told(without('ce-signature')), await told(doubled('ce-signature'))].map(({ status }) => status),
    ).to.deep.equal([401, 200]);
  });

  it('may hold UTF-8, byte by byte', async () => {
    const userId = Buffer.from('Zoë 你好').toString('latin1');
    const { status, body: answered } = await told(withValue('ce-userId', userId));
    expect([status, (JSON.parse(answered) as { userId: string }).userId]).to.deep.equal([200, 'Zoë 你好']);
  });

  it('is 431 where it is longer than Node reads, which ends nothing', async () => {
    for (const name of ['ce-userId', 'ce-connectionState', 'ce-signature', 'x-other'])
      expect((await told([...without(name), [name, 'x'.repeat(20_000)]])).status).to.equal(431);
  });

  it('is read up to that length', async () => {
    const userId = 'u'.repeat(8_000);
    const { status, body: answered } = await told(withValue('ce-userId', userId));
    expect([status, (JSON.parse(answered) as { userId: string }).userId]).to.deep.equal([200, userId]);
  });

  it('ce-connectionState that is none is no state', async () => {
    for (const value of ['', '!!!', Buffer.from('[1]').toString('base64'), Buffer.from('{').toString('base64')])
      expect(
        (JSON.parse((await told(withValue('ce-connectionState', value))).body) as { states: unknown }).states,
      ).to.deep.equal({});
  });

  it('ce-type of no kind that the service has is 400', async () => {
    for (const type of [
      'azure.webpubsub',
      'azure.webpubsub.sys',
      'com.example.message',
      'azure.webpubsub.other.message',
    ])
      expect((await told(withValue('ce-type', type))).status).to.equal(400);
  });
});
