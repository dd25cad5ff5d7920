import { expect } from 'chai';
import { OutputError } from '../../lib/errors.js';
import { describeValue, Fields } from '../../lib/outputs/fields.js';
import { foreign } from '../support/foreign.js';

const fields = (item: object) => new Fields('sendToAll', item);

describe('the fields of an output', () => {
  it('are own keys alone', () => {
    expect(fields(Object.create({ group: 'g' }) as object).has('group')).to.equal(false);
    expect(() => fields({}).text('constructor')).to.throw(
      '"constructor" of an output of the kind sendToAll is missing',
    );
  });

  it('count as left out when an optional one is undefined', () => {
    expect(fields({ reason: undefined }).optionalText('reason')).to.deep.equal({});
    expect(fields({ reason: 'bye' }).optionalText('reason')).to.deep.equal({ reason: 'bye' });
    expect(() => fields({ reason: null }).optionalText('reason')).to.throw('is null');
  });

  it('are copied, so that a list may change afterwards', () => {
    const ids = ['c1'];
    const { excluded } = fields({ excluded: ids }).excluded('excluded');
    ids.push('c2');
    expect(excluded).to.deep.equal(['c1']);
  });

  it('are whole numbers within their range', () => {
    expect(fields({ n: 0 }).optionalInteger('n', 0, 300)).to.deep.equal({ n: 0 });
    for (const n of [-1, 301, 1.5, '1', NaN]) {
      expect(() => fields({ n }).optionalInteger('n', 0, 300)).to.throw('a whole number from 0 to 300');
    }
  });

  it('are names of groups, one or several', () => {
    expect(fields({ groups: ['a', 'b'] }).groups('groups')).to.deep.equal(['a', 'b']);
    for (const groups of [[], [' '], 'a', undefined])
      expect(() => fields({ groups }).groups('groups')).to.throw('"groups"');
  });

  it('are ids that stay in their place of a path', () => {
    expect(fields({ userId: 'a/../b' }).id('userId')).to.equal('a/../b');
    // A URL takes these for steps: /users/../:send is /:send, a message to everyone.
    for (const userId of ['.', '..', '\ud800', '', 5])
      expect(() => fields({ userId }).id('userId'))
        .to.throw(OutputError, '"userId"')
        .and.have.property('code', 'WPS_OUTPUT_FIELD');
    for (const group of ['.', '..']) {
      expect(() => fields({ group }).group('group')).to.throw('not the name of a group');
      expect(() => fields({ groups: ['a', group] }).groups('groups')).to.throw('not a list of names of groups');
    }
  });

  it('hold no half of a character, which no URL can carry', () => {
    const half = `c1\ud83d`;
    const item = { id: half, group: half, groups: [half], filter: half, excluded: ['c2', half] };
    for (const [field, read] of [
      ['id', () => fields(item).id('id')],
      ['group', () => fields(item).group('group')],
      ['groups', () => fields(item).groups('groups')],
      ['filter', () => fields(item).optionalText('filter')],
      ['excluded', () => fields(item).excluded('excluded')],
    ] as const) {
      expect(read).to.throw(OutputError, `"${field}"`).and.have.property('code', 'WPS_OUTPUT_FIELD');
    }
    expect(fields({ filter: `userId eq '😀'` }).text('filter')).to.equal(`userId eq '😀'`);
  });

  it('quote at most the beginning of a wrong name', () => {
    expect(() => fields({ kind: 'x'.repeat(500) }).oneOf('kind', ['a'])).to.throw(/"x{40}"/);
  });

  it('are described without their value', () => {
    const values = [
      null,
      undefined,
      '',
      'secret',
      1,
      1n,
      true,
      [],
      {},
      Buffer.from('x'),
      foreign('new ArrayBuffer(1)'),
    ];
    expect(values.map(describeValue)).to.deep.equal([
      'null',
      'undefined',
      'an empty text',
      'a text',
      'a number',
      'a bigint',
      'a boolean',
      'an array',
      'an object',
      'bytes',
      'bytes',
    ]);
  });
});
