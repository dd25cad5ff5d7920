import { expect } from 'chai';
import { PageStream } from '../../../lib/emulator/inspector/page-stream.js';
import type { ShownEntry, StreamLine } from '../../../lib/emulator/inspector/wire.js';

function streamOf(limits: { most?: number; mostBytes?: number } = {}) {
  const written: string[] = [];
  const response = {
    writableLength: 0,
    write: (text: string) => written.push(text) > 0,
    end: () => response,
  };
  const stream = new PageStream({
    ...{ response: response as never, show: (entry) => entry as ShownEntry, hide: (text) => text.replace('key', '-') },
    ...limits,
  });
  const lines = (): readonly StreamLine[] => written.map((text) => JSON.parse(text) as StreamLine);
  return { stream, response, lines };
}

const entry = (id: number) => ({ id, time: 0, what: 'hub.set', hub: 'key' }) as const;

describe('the stream to a page', () => {
  it('writes what came together as one line, without secrets', () => {
    const { stream, lines } = streamOf();
    stream.take(entry(1));
    stream.take(entry(2));
    stream.flush();
    expect(lines().map(({ entries }) => entries.map(({ id, hub }) => [id, hub]))).to.deep.equal([
      [
        [1, '-'],
        [2, 'key'],
      ],
    ]);
    stream.end();
  });

  it('counts what a slow page has no room for', () => {
    const { stream, lines } = streamOf({ most: 2 });
    for (const id of [1, 2, 3, 4]) stream.take(entry(id));
    stream.flush();
    expect(lines().map(({ entries, lost = 0 }) => [entries.length, lost])).to.deep.equal([
      [2, 0],
      [0, 2],
    ]);
    stream.end();
  });

  it('counts the bytes that wait, too, wherever they stand', () => {
    const { stream, lines } = streamOf({ mostBytes: 200 });
    const message = { dataType: 'text', data: '', metadata: { name: 'x'.repeat(200) } } as const;
    const large = { id: 1, time: 0, what: 'event.answered', bytes: 0, message } as never;
    for (const each of [large, large, large]) stream.take(each);
    stream.flush();
    expect(lines().at(-1)?.lost).to.equal(2);
    stream.end();
  });

  it('writes very much as several lines', () => {
    const { stream, lines } = streamOf();
    for (let id = 1; id <= 2500; id += 1) stream.take(entry(id));
    stream.flush();
    expect(lines().map(({ entries }) => entries.length)).to.deep.equal([1000, 1000, 500]);
    stream.end();
  });

  it('writes nothing more while the page has not taken what was written', () => {
    const { stream, response, lines } = streamOf({ mostBytes: 10 });
    response.writableLength = 11;
    stream.take(entry(1));
    stream.flush();
    expect(lines()).to.deep.equal([]);
    response.writableLength = 0;
    stream.flush();
    expect(lines().length).to.equal(1);
    stream.end();
  });
});
