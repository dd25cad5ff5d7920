import { expect } from 'chai';
import { listConnections } from '../../../lib/emulator/rest/list-connections.js';
import { RestQuery } from '../../../lib/emulator/rest/rest-message.js';

const url = 'http://localhost:8080/api/hubs/chat/groups/g/connections';
const id = (name: string) => name.padEnd(31, '0');
const members = (...names: readonly string[]) => names.map((name) => ({ connectionId: id(name) }));

/** The names of a page and the query of the next one. */
function page(list: ReturnType<typeof members>, query: string) {
  const { status, body } = listConnections(list, url, new RestQuery(query));
  const { value, nextLink } = JSON.parse(body ?? '') as { value?: { connectionId: string }[]; nextLink?: string };
  return { status, ids: value?.map(({ connectionId }) => connectionId), next: nextLink?.split('?')[1] ?? '' };
}

describe('pages of a group', () => {
  it('hold 200 unless told otherwise', () => {
    const many = members(...Array.from({ length: 201 }, (_, index) => String(1000 + index)));
    const first = page(many, '');
    expect([first.ids?.length, page(many, first.next).ids]).to.deep.equal([200, [id('1200')]]);
  });

  it('go on although the last one has left and others have come', () => {
    const first = page(members('a', 'c', 'd'), 'maxpagesize=2');
    expect(page(members('a', 'b', 'd', 'e'), first.next).ids).to.deep.equal([id('d'), id('e')]);
  });

  it('end with top, without a link', () => {
    const first = page(members('a', 'b', 'c', 'd'), 'top=3&maxpagesize=2');
    const last = page(members('a', 'b', 'c', 'd'), first.next);
    expect([first.ids, last.ids, last.next]).to.deep.equal([[id('a'), id('b')], [id('c')], '']);
  });

  // recorded (JavaScript SDK 1.2.1, 2024-12-01): top=5&maxpagesize=2, and its answer's link.
  it('link by the id of a connection', () => {
    const list = ['-s27k94j-h0Fan8h1pM_UwyHa7qAK02', '31CiQIfsR6HS30HD11sFlAbS7hyAK02', ...members('a', 'b', 'c')];
    const given = list.map((member) => (typeof member === 'string' ? { connectionId: member } : member));
    expect(page(given, 'maxpagesize=2&top=5').next).to.equal(
      'top=3&maxpagesize=2&continuationToken=31CiQIfsR6HS30HD11sFlAbS7hyAK02&api-version=2024-12-01',
    );
  });

  it('go on behind a connection that nobody knows any more', () => {
    expect(page(members('a', 'm'), `continuationToken=${id('b')}`)).to.deep.include({ status: 200, ids: [id('m')] });
  });

  for (const token of ['x', 'x'.repeat(30), 'x'.repeat(32), `${'x'.repeat(30)}.`]) {
    it(`do not go on behind ${token}, which is no connection id`, () => {
      expect(page([], `continuationToken=${token}`).status).to.equal(400);
    });
  }

  for (const query of ['top=0', 'top=x', 'top=', 'top=1&top=2', 'maxpagesize=0', 'maxpagesize=201', 'top=2147483648']) {
    it(`are refused for ${query}`, () => {
      expect(page([], query).status).to.equal(400);
    });
  }
});
