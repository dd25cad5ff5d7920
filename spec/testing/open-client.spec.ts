import { expect } from 'chai';
import { openClient } from '../../lib/testing/open-client.js';
import { rejectionOf } from '../support/performs.js';
import { inApp } from '../support/test-app-story.js';

describe('a client of a URL', () => {
  it('knows its hub for what it says, in either form of the URL', () =>
    inApp(async (app) => {
      const { url } = await app.getClientAccess('chat', { userId: 'ann' });
      const byQuery = url.replace('/client/hubs/chat?', '/client/?hub=chat&');
      for (const one of [url, byQuery]) {
        const ann = await openClient(one, 'json');
        expect((await rejectionOf(ann.next(() => false, 1))).message).to.include('of hub "chat"');
      }
    }));
});
