import { expect } from 'chai';
import { cutEntry, mostShown, shownEntry } from '../../../lib/emulator/inspector/shown-entry.js';
import type { MessageContent } from '../../../lib/protocol/frames.js';
import type { TapEntry } from '../../../lib/emulator/tap/entries.js';

const known = { id: 1, time: 2, what: 'frame.received', hub: 'chat', connectionId: 'c1', type: 'event' } as const;

function entryWith(message: MessageContent): TapEntry {
  return { ...known, bytes: message.data.length, message };
}

describe('an entry on its way to the page', () => {
  it('has its bytes as base64', () => {
    const message = { dataType: 'binary', data: Uint8Array.of(1, 2, 255) } as const;
    expect(shownEntry(entryWith(message), false).message).to.deep.equal({ dataType: 'binary', data: 'AQL/' });
  });

  it('has its metadata, and says whether its event can be sent once more', () => {
    const message = { dataType: 'text', data: 'x', metadata: { a: 'b' } } as const;
    expect(shownEntry(entryWith(message), true)).to.deep.equal({ ...known, bytes: 1, canReplay: true, message });
  });

  it('is the same without a message', () => {
    const entry = { id: 1, time: 2, what: 'hub.set', hub: 'chat' } as const;
    expect(shownEntry(entry, false)).to.deep.equal(entry);
    expect(cutEntry(entry)).to.equal(entry);
  });

  for (const [kind, data] of [
    ['text', 'ä'.repeat(mostShown + 5)],
    ['bytes', Buffer.alloc(mostShown + 5)],
  ] as const) {
    it(`keeps of large ${kind} what is shown, and says that there was more`, () => {
      const cut = cutEntry(entryWith({ dataType: typeof data === 'string' ? 'text' : 'binary', data }));
      expect('message' in cut && cut.message?.data.length).to.equal(mostShown);
      expect(shownEntry(cut, false).message?.isCut).to.equal(true);
    });
  }

  it('keeps a small message as it is, even in a large frame', () => {
    const entry = { ...known, bytes: mostShown + 100, message: { dataType: 'text', data: 'x' } } as const;
    expect(shownEntry(cutEntry(entry), false).message).to.deep.equal({ dataType: 'text', data: 'x' });
  });
});
