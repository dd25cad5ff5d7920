import { expect } from 'chai';
import { repository } from '../support/read-tree.js';
import { run } from '../support/run.js';

// 9,500 bytes of heap without its handshake, 13,000 with it.
const mostBytes = 11_500;
const subprotocol = 'json.reliable.webpubsub.azure.v1';

describe('a connection that says nothing', () => {
  it('keeps nothing of its handshake in memory', async function () {
    this.timeout(60_000);
    const program = ['dist/bench/emulator/idle-once.js', 'emulator', subprotocol, '1000'];
    const { heap } = JSON.parse(await run(repository, process.execPath, ...program)) as { readonly heap: number };
    expect(heap).to.be.below(mostBytes);
  });
});
