import { expect } from 'chai';
import { performance } from 'node:perf_hooks';
import { lateListener, lateMilliseconds } from '../../../lib/emulator/client/late-listener.js';
import type { WireListener } from '../../../lib/emulator/client/wire.js';

/** What is heard, and when. */
function late(): { readonly listener: WireListener; readonly heard: string[]; readonly times: number[] } {
  const heard: string[] = [];
  const times: number[] = [];
  const listener = lateListener({
    message(data, isBinary) {
      heard.push(`${isBinary ? 'binary' : 'text'} ${data.toString('utf8')}`);
      times.push(performance.now());
    },
    closed: ({ code, reason }) => heard.push(`closed ${code} ${reason}`),
    failed: (reason, code) => heard.push(`failed ${reason} ${String(code)}`),
  });
  return { listener, heard, times };
}

const pause = (milliseconds: number) => new Promise<void>((resolve) => setTimeout(resolve, milliseconds));

// what @azure/web-pubsub-client 1.1.0 needs: its send is over, its callback included, before the answer arrives.
describe('the late listener', () => {
  it('hears every message as late as the others, in their order', async () => {
    const { listener, heard, times } = late();
    const sent = [performance.now()];
    listener.message(Buffer.from('first'), false);
    await pause(lateMilliseconds / 2);
    sent.push(performance.now());
    listener.message(Buffer.from('second'), true);
    expect(heard).to.not.include('binary second');
    await pause(10 * lateMilliseconds);
    expect(heard).to.deep.equal(['text first', 'binary second']);
    // A timer of node:timers counts whole milliseconds, and may be one early.
    for (const [index, at] of times.entries()) expect(at - (sent[index] ?? NaN)).to.be.at.least(lateMilliseconds - 1);
  });

  it('hears of the end at once, after all that came before', () => {
    const { listener, heard } = late();
    listener.message(Buffer.from('last words'), false);
    listener.closed({ code: 1000, reason: 'bye' });
    expect(heard).to.deep.equal(['text last words', 'closed 1000 bye']);
  });

  it('hears of a failure at once, after all that came before, and of nothing twice', async () => {
    const { listener, heard } = late();
    listener.message(Buffer.from('last words'), false);
    listener.failed('too large', 1009);
    await pause(5 * lateMilliseconds);
    expect(heard).to.deep.equal(['text last words', 'failed too large 1009']);
  });
});
