import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { Hub, WebPubSubTrigger, type ConnectAnswer } from 'web-pubsub-bindings';
import { createTestHost, RecordingCollector } from 'web-pubsub-bindings/testing';
import { describe, it } from './runner.js';

let answer: unknown;

@Hub('values')
class Values {
  @WebPubSubTrigger() connect(): ConnectAnswer {
    return answer as ConnectAnswer;
  }
  @WebPubSubTrigger('user', 'ask') ask() {
    return answer;
  }
}

async function ask(value: unknown) {
  answer = value;
  return createTestHost({ controllers: [Values] }).userEvent('values', 'ask');
}

const abc = Buffer.from('abc');
const bytes = new Uint8Array(abc);

// A runner may give its tests globals of their own, and Node gives the values of its own.
describe('values of the runner and of Node', () => {
  it('are bytes in each of their forms', async () => {
    const made = [abc, bytes, bytes.buffer, new DataView(bytes.buffer), await new Blob(['abc']).arrayBuffer()];
    for (const value of [...made, await new Response('abc').arrayBuffer(), structuredClone(bytes)]) {
      const { status, body } = await ask(value);
      assert.deepEqual([status, body], [200, abc]);
    }
    const ofNode = await readFile('package.json');
    assert.deepEqual((await ask(ofNode)).body, ofNode);
  });

  it('are messages in each of their forms', async () => {
    const out = new RecordingCollector();
    for (const message of [abc, bytes, bytes.buffer, await new Blob(['abc']).arrayBuffer()]) await out.add({ message });
    assert.equal(out.items.length, 4);
  });

  it('are JSON, whoever made them', async () => {
    const json: unknown = await new Response('{"a":[1]}').json();
    const values = [{ a: [1] }, json, structuredClone({ a: [1] }), Object.assign(Object.create(null), { a: [1] })];
    for (const value of values) assert.deepEqual((await ask(value)).body, { a: [1] });
    assert.equal((await ask(new Date(0))).body, '1970-01-01T00:00:00.000Z');
  });

  it('are refused where JSON cannot hold them', async () => {
    for (const value of [new Map(), new Set(), Promise.resolve, NaN, new Error('x')])
      assert.equal((await ask(value)).status, 500);
  });

  it('let a client in by an object without keys, whoever made it', async () => {
    for (const value of [{}, await new Response('{}').json(), structuredClone({})]) {
      answer = value;
      const { status } = await createTestHost({ controllers: [Values] }).connect('values');
      assert.ok(status < 300, String(status));
    }
  });

  it('keep a client out by an error that is returned, whoever made it', async () => {
    for (const value of [new Error('no'), await readFile('/nowhere/nothing.txt').catch((error: unknown) => error)]) {
      answer = value;
      const { status, error } = await createTestHost({ controllers: [Values] }).connect('values');
      assert.deepEqual([status, error], [500, value]);
    }
  });

  it('are refused as an output that nobody awaited', async () => {
    for (const message of [Promise.resolve('hi'), readFile('package.json')]) {
      const refused = new RecordingCollector().add({ message } as never);
      await assert.rejects(refused, /a promise.*await it/);
      await message;
    }
  });
});
