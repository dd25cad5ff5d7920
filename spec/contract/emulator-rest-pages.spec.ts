import { expect } from 'chai';
import { withEmulator } from '../support/emulator-story.js';
import { call } from '../support/rest-call.js';

const hub = '/api/hubs/chat';

describe('the list of a group in the REST interface of the emulator', () => {
  interface Page {
    readonly value: readonly { readonly connectionId: string; readonly userId: string | null }[];
    readonly nextLink?: string;
  }

  it('comes in pages that follow each other by absolute links', () =>
    withEmulator(async (story) => {
      for (const sub of ['a', 'b', undefined]) await story.json({ sub, 'webpubsub.group': 'g' });
      const path = `${hub}/groups/g/connections`;
      const first = JSON.parse((await call(story, 'GET', `${path}?maxpagesize=2&api-version=2024-12-01`)).body) as Page;
      expect(first.value).to.have.length(2);
      expect(first.nextLink).to.match(
        new RegExp(`^http://${story.host}${path}\\?maxpagesize=2&continuationToken=[^&]+&api-version=2024-12-01$`),
      );
      const next = new URL(first.nextLink ?? '');
      const last = JSON.parse((await call(story, 'GET', next.pathname + next.search)).body) as Page;
      expect(last).to.have.all.keys('value');
      const users = [...first.value, ...last.value].map(({ userId }) => userId).sort();
      expect(users).to.deep.equal(['a', 'b', null]);
    }));

  it('counts top down over pages, and takes a whole nextLink for a token', () =>
    withEmulator(async (story) => {
      for (let index = 0; index < 4; index += 1) await story.json({ 'webpubsub.group': 'g' });
      const path = `${hub}/groups/g/connections`;
      const first = JSON.parse((await call(story, 'GET', `${path}?top=3&maxpagesize=2`)).body) as Page;
      expect(first.nextLink).to.include('?top=1&maxpagesize=2&continuationToken=');
      const again = `${path}?top=1&continuationToken=${encodeURIComponent(first.nextLink ?? '')}`;
      const last = JSON.parse((await call(story, 'GET', again)).body) as Page;
      expect([last.value.length, last.nextLink]).to.deep.equal([1, undefined]);
    }));

  it('is empty for a group that is not there, in every version, and links to the newest', () =>
    withEmulator(async (story) => {
      for (let index = 0; index < 2; index += 1) await story.json({ 'webpubsub.group': 'g' });
      for (const version of ['2021-10-01', '2022-11-01', '2023-07-01', '2024-01-01', '2024-12-01']) {
        const list = (group: string) =>
          call(story, 'GET', `${hub}/groups/${group}/connections?maxpagesize=1&api-version=${version}`);
        expect((await list('nowhere')).body).to.equal('{"value":[]}');
        expect((JSON.parse((await list('g')).body) as Page).nextLink).to.match(/&api-version=2024-12-01$/);
      }
    }));

  it('goes on by its link under an encoded name, with the hub in other letters, and not without a token', () =>
    withEmulator(async (story) => {
      for (let index = 0; index < 2; index += 1) await story.json({ 'webpubsub.group': 'a/b +%' });
      const first = await call(story, 'GET', `${hub}/groups/a%2Fb%20%2B%25/connections?maxpagesize=1`);
      const { pathname, search } = new URL((JSON.parse(first.body) as Page).nextLink ?? '');
      const paths = [pathname, pathname.replace('/chat/', '/CHAT/')];
      for (const path of paths) {
        const { status, body } = await call(story, 'GET', path + search);
        expect([status, (JSON.parse(body) as Page).value.length], path).to.deep.equal([200, 1]);
      }
      expect((await call(story, 'GET', pathname + search, { noToken: true })).status).to.equal(401);
      const aud = `http://${story.host}${pathname}`;
      expect((await call(story, 'GET', pathname + search, { aud })).status).to.equal(200);
    }));

  const invalid = [
    ...['maxpagesize=', 'maxpagesize=%20', 'maxpagesize=0', 'maxpagesize=201', 'maxpagesize=-1', 'maxpagesize=1.5'],
    ...['maxpagesize=x', 'maxpagesize=1&maxpagesize=1', 'top=', 'top=%20', 'top=0', 'top=-1', 'top=x', 'top=1&top=1'],
    ...['top=2147483648', 'continuationToken=', 'continuationToken=x', 'continuationToken=x&continuationToken=x'],
    ...[`continuationToken=${'x'.repeat(2049)}`, 'continuationToken=http://x/?continuationToken=x'],
  ];
  it(`is refused with 400 for ${invalid.length} wrong queries`, () =>
    withEmulator(async (story) => {
      for (const query of invalid) {
        const { status, headers } = await call(story, 'GET', `${hub}/groups/g/connections?${query}`);
        expect([status, headers['x-ms-error-code']], query).to.deep.equal([400, 'Error.BadRequest']);
      }
    }));
});
