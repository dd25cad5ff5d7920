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
});
