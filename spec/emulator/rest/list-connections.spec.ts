import { expect } from 'chai';
import { ConnectionPages } from '../../../lib/emulator/rest/list-connections.js';
import { RestQuery } from '../../../lib/emulator/rest/rest-message.js';

const scope = { hub: 'chat', group: 'g', url: 'http://localhost:8080/api/hubs/chat/groups/g/connections' };
const members = (...ids: readonly string[]) => ids.map((connectionId) => ({ connectionId }));

/** The ids of a page and the query of the next one. */
function page(pages: ConnectionPages, list: ReturnType<typeof members>, query: string, within = scope) {
  const { status, body } = pages.answer(list, within, new RestQuery(query));
  const { value, nextLink } = JSON.parse(body ?? '') as { value?: { connectionId: string }[]; nextLink?: string };
  return { status, ids: value?.map(({ connectionId }) => connectionId), next: nextLink?.split('?')[1] ?? '' };
}

describe('pages of a group', () => {
  it('hold 200 unless told otherwise', () => {
    const many = members(...Array.from({ length: 201 }, (_, index) => String(1000 + index)));
    const pages = new ConnectionPages();
    const first = page(pages, many, '');
    expect([first.ids?.length, page(pages, many, first.next).ids]).to.deep.equal([200, ['1200']]);
  });

  it('go on although the last one has left and others have come', () => {
    const pages = new ConnectionPages();
    const first = page(pages, members('a', 'c', 'd'), 'maxpagesize=2');
    expect(page(pages, members('a', 'b', 'd', 'e'), first.next).ids).to.deep.equal(['d', 'e']);
  });

  it('end with top, without a link', () => {
    const pages = new ConnectionPages();
    const first = page(pages, members('a', 'b', 'c', 'd'), 'top=3&maxpagesize=2');
    const last = page(pages, members('a', 'b', 'c', 'd'), first.next);
    expect([first.ids, last.ids, last.next]).to.deep.equal([['a', 'b'], ['c'], '']);
  });

  it('do not go on in another group, hub or emulator, nor with a token that was changed', () => {
    const pages = new ConnectionPages();
    const { next } = page(pages, members('a', 'b'), 'maxpagesize=1');
    const statuses = [
      page(pages, [], next, { ...scope, group: 'h' }),
      page(pages, [], next, { ...scope, hub: 'other' }),
      page(new ConnectionPages(), [], next),
      page(pages, [], next.replace('continuationToken=', 'continuationToken=x')),
      page(pages, [], `continuationToken=${'x'.repeat(2049)}`),
    ].map(({ status }) => status);
    expect(statuses).to.deep.equal([400, 400, 400, 400, 400]);
  });

  for (const query of ['top=0', 'top=x', 'top=', 'top=1&top=2', 'maxpagesize=0', 'maxpagesize=201', 'top=2147483648']) {
    it(`are refused for ${query}`, () => {
      expect(page(new ConnectionPages(), [], query).status).to.equal(400);
    });
  }
});
