import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { createSettings } from '../../lib/service/settings.js';
import { foreign } from '../support/foreign.js';

function withFile<T>(content: string, use: (file: string) => T): T {
  const folder = mkdtempSync(join(tmpdir(), 'settings-'));
  const file = join(folder, 'local.settings.json');
  writeFileSync(file, content);
  try {
    return use(file);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

const none = { environment: {}, file: '/there/is/no/such/file' };

describe('settings', () => {
  it('come from the options, then the environment, then the file', () => {
    const settings = withFile('{"Values":{"a":"file","b":"file","c":"file"}}', (file) =>
      createSettings({ settings: { a: 'options' }, environment: { a: 'environment', b: 'environment' }, file }),
    );
    expect(['a', 'b', 'c', 'd'].map(settings)).to.deep.equal(['options', 'environment', 'file', undefined]);
  });

  it('may be looked up by a function', () => {
    const settings = createSettings({ ...none, settings: (name) => `the value of ${name}` });
    expect(settings('a')).to.equal('the value of a');
  });

  for (const [what, value] of [
    ['a number', 5],
    ['a boolean', true],
    ['an object', {}],
    ['a promise', Promise.resolve('secret')],
    ['a promise', foreign("Promise.resolve('secret')")],
  ] as const) {
    it(`are no texts where an object or a function gives ${what}`, () => {
      for (const settings of [{ Main: value }, () => value]) {
        expect(() => createSettings({ ...none, settings: settings as never })('Main'))
          .to.throw(`The setting Main is ${what}. Give it a text`)
          .with.property('code', 'WPS_SETTING_INVALID');
      }
    });
  }

  it('are not found in what objects inherit', () => {
    expect(createSettings(none)('toString')).to.equal(undefined);
  });

  it('need no file', () => {
    expect(createSettings(none)('a')).to.equal(undefined);
  });

  it('are read from a file with a byte order mark and comments', () => {
    const text = '\uFEFF// ours\n{ "Values": { /* where */ "a": "http://x/*y*/", "n": 8080, "t": true } }';
    const settings = withFile(text, (file) => createSettings({ environment: {}, file }));
    expect(['a', 'n', 't'].map(settings)).to.deep.equal(['http://x/*y*/', '8080', 'true']);
  });

  for (const [problem, text] of Object.entries({
    'it is not JSON': '{"Values":{"key":"secret"',
    'it is no object': '[]',
    '"Values" is no object': '{"Values":[]}',
    'its values are encrypted': '{"IsEncrypted":true,"Values":{}}',
    'the value of "a" is no text': '{"Values":{"a":{}}}',
  })) {
    it(`cannot be read when ${problem}, and the error quotes none of them`, () => {
      withFile(text, (file) => {
        expect(() => createSettings({ environment: {}, file }))
          .to.throw(problem)
          .with.property('code', 'WPS_SETTINGS_FILE');
        expect(() => createSettings({ environment: {}, file })).not.to.throw('secret');
      });
    });
  }
});
