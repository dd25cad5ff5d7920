import { expect } from 'chai';
import { cutEntry, mostOfText, mostShown, shownEntry } from '../../../lib/emulator/inspector/shown-entry.js';
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

  it('keeps of other large texts as much as is shown', () => {
    const entry = { id: 1, time: 2, what: 'rest.called', method: 'GET', path: 'x'.repeat(mostOfText + 1) } as const;
    expect(cutEntry(entry)).to.deep.equal({ ...entry, path: 'x'.repeat(mostOfText) });
  });

  it('shows no part of a key where it is cut, nor one among bytes', () => {
    const key = 'the-key-of-the-service';
    const text = `${'x'.repeat(mostShown - 10)}${key} more`;
    for (const message of [
      { dataType: 'text', data: text },
      { dataType: 'binary', data: Buffer.from(text) },
      { dataType: 'protobuf', data: Buffer.from(`a ${key} b`) },
    ] as const) {
      const { data = '' } = shownEntry(cutEntry(entryWith(message), [key]), false, [key]).message ?? {};
      const shown = message.dataType === 'text' ? data : Buffer.from(data, 'base64').toString();
      expect(shown).to.contain('(key hidden)').and.not.contain(key.slice(0, 5));
    }
  });

  it('keeps a small message as it is, even in a large frame', () => {
    const entry = { ...known, bytes: mostShown + 100, message: { dataType: 'text', data: 'x' } } as const;
    expect(shownEntry(cutEntry(entry), false).message).to.deep.equal({ dataType: 'text', data: 'x' });
  });
});
