import { expect } from 'chai';
import { defaultDisputed } from '../../lib/emulator/disputed.js';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { addressOf } from '../../lib/emulator/address.js';
import { Faults } from '../../lib/emulator/faults/faults.js';
import { FrontDoor } from '../../lib/emulator/front-door.js';
import { HubTable } from '../../lib/emulator/hub-table.js';
import { Tap } from '../../lib/emulator/tap/tap.js';
import { readLimits } from '../../lib/emulator/limits.js';
import { ManualClock } from '../support/manual-clock.js';
import { foreign } from '../support/foreign.js';

const soon = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/** Asks the front door without a port; tells status and what it reported. */
async function ask(request: object): Promise<{ status: number; faults: object[] }> {
  const faults: object[] = [];
  const log = { warn: () => undefined, error: (details: object) => faults.push(details) };
  const address = addressOf('localhost', 8080);
  const clock = new ManualClock();
  const parts = {
    address,
    accessKeys: ['x'],
    hubs: new HubTable(),
    clock,
    log,
    tap: new Tap(clock),
    faults: new Faults(clock),
  };
  const door = new FrontDoor({
    ...parts,
    disputed: defaultDisputed,
    limits: readLimits({}, 'limits'),
    closeMilliseconds: 2000,
  });
  let status = 0;
  const req = { headers: {}, ...request } as unknown as IncomingMessage;
  const response = { req, headersSent: false, writeHead: (code: number) => (status = code), end: () => undefined };
  door.request(req, response as unknown as ServerResponse);
  await soon();
  await door.close();
  return { status, faults };
}

describe('the front door', () => {
  it('is 400 to a client without a WebSocket and 404 to what it does not have', async () => {
    const urls = ['/client/hubs/chat', '/client?hub=x', '/clients/mqtt/hubs/x', '/clients', '/clientele', '/', '/apis'];
    const answers = await Promise.all(urls.map((url) => ask({ url })));
    expect(answers.map(({ status }) => status)).to.deep.equal([400, 400, 501, 400, 404, 404, 404]);
  });

  it('hands what is below /api to the REST interface', async () => {
    expect(await ask({ url: '/api/health', method: 'HEAD' })).to.deep.equal({ status: 200, faults: [] });
  });

  it('answers 500 to a fault of its own, and reports it', async () => {
    const fault = foreign("() => { throw new Error('a fault') }") as () => never;
    const { status, faults } = await ask({ url: { toString: () => '/api/x', split: fault } });
    expect([status, faults.length]).to.deep.equal([500, 1]);
    expect((faults[0] as { problem: string }).problem).to.match(/^Error: a fault\n +at /);
  });
});
