import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { contentAsJson, describeContent, readContent } from '../../lib/cli/content.js';
import { withFolder } from '../support/temporary-folder.js';

describe('content of the command line', () => {
  for (const [values, expected] of [
    [{}, undefined],
    [{ data: 'hi' }, { data: 'hi', dataType: 'text' }],
    [
      { data: '{"a":1}', type: 'json' },
      { data: { a: 1 }, dataType: 'json' },
    ],
    [
      { data: 'AQI=', type: 'binary' },
      { data: Buffer.from([1, 2]), dataType: 'binary' },
    ],
  ] as const) {
    it(`is read: ${JSON.stringify(values)}`, async () => {
      expect(await readContent(values)).to.deep.equal(expected);
    });
  }

  it('comes from a file, bytes as they are', () =>
    withFolder(async (folder) => {
      const file = join(folder, 'a');
      writeFileSync(file, Buffer.from([255]));
      const content = await readContent({ 'data-file': file, type: 'binary' });
      expect(content).to.deep.equal({ data: Buffer.from([255]), dataType: 'binary' });
    }));

  it('comes from one place', async () => {
    const [read] = await Promise.allSettled([readContent({ data: 'a', 'data-file': 'b' })]);
    expect(read.status).to.equal('rejected');
  });

  it('is described on one line', () => {
    expect(describeContent({ data: 'a\nb', dataType: 'text' })).to.equal(String.raw`text "a\nb"`);
    expect(describeContent({ data: Buffer.from([1, 2]), dataType: 'binary' })).to.equal('binary (2 bytes) AQI=');
    expect(contentAsJson({ data: Buffer.from([1, 2]) })).to.deep.equal({ data: 'AQI=' });
  });
});
