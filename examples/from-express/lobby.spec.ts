import { expect } from 'chai';
import { connectTestClient, TestConnectionRefused, type TestClient } from 'web-pubsub-bindings/testing';
import { after as createAfter, before as createBefore, startLobby, type RunningLobby } from './run.js';

const silent = { debug: ignore, info: ignore, warn: ignore, error: ignore };

for (const [name, create] of [
  ['as it was on Express', createBefore],
  ['as it is on Koa', createAfter],
] as const) {
  describe(`the lobby ${name}`, () => {
    let lobby: RunningLobby;

    before(async function () {
      try {
        lobby = await startLobby(create, silent);
      } catch (error) {
        // The packages of the app as it was are no packages of ours: `npm install` in its folder fetches them.
        if (create !== createBefore || (error as NodeJS.ErrnoException).code !== 'ERR_MODULE_NOT_FOUND') throw error;
        this.skip();
      }
    });
    after(() => (lobby as RunningLobby | undefined)?.close());

    const people: TestClient[] = [];
    afterEach(() => Promise.all(people.splice(0).map((person) => person.close())));
    const enter = async (who: string): Promise<TestClient> => {
      const person = await connectTestClient(`${lobby.url}/negotiate?user=${who}`);
      people.push(person);
      await person.next({ data: { type: 'came', who } });
      return person;
    };

    it('tells who comes and who goes', async () => {
      const [ann, bob] = [await enter('ann'), await enter('bob')];
      await ann.next({ from: 'group', data: { type: 'came', who: 'bob' } });
      await bob.close();
      await ann.next({ from: 'group', data: { type: 'went', who: 'bob' } });
    });

    it('refuses Mallory and who has no name, in the same words', async () => {
      for (const [query, body] of [
        ['?user=mallory', 'Not you.'],
        ['', 'Who are you?'],
      ] as const) {
        const refusal = await connectTestClient(`${lobby.url}/negotiate${query}`).catch((error: unknown) => error);
        expect(refusal).to.be.instanceOf(TestConnectionRefused).and.to.include({ status: 401 });
        expect(refusal).to.have.property('body').that.includes(body);
      }
    });

    it('passes on what is said, and counts it for the one who says it', async () => {
      const [ann, bob] = [await enter('ann'), await enter('bob')];
      for (const text of ['one', 'two']) await ann.sendEvent('say', text);
      for (const text of ['one', 'two']) await bob.next({ from: 'group', data: { type: 'said', who: 'ann', text } });
      await ann.next({ from: 'server', dataType: 'json', data: { said: 2 } });
    });

    it('answers the one who asks, in the type that it has', async () => {
      const ann = await enter('ann');
      await ann.sendEvent('shout', 'hello');
      await ann.next({ from: 'server', dataType: 'text', data: 'HELLO' });
    });

    it('says what it cannot take', async () => {
      const ann = await enter('ann');
      const failures = [ann.invoke('say', { text: 'hi' }), ann.invoke('dance', '')].map((said) =>
        said.catch((error: unknown) => String(error)),
      );
      const [noText, noEvent] = await Promise.all(failures);
      expect(noText).to.include('BadRequest');
      expect(noEvent).to.include('NotFound');
    });
  });
}

describe('the lobby on Koa alone', () => {
  it('refuses an event that the service did not sign', async () => {
    const lobby = await startLobby(createAfter, silent);
    const headers = {
      ...{ 'ce-specversion': '1.0', 'ce-id': '1', 'ce-source': '/hubs/lobby/client/x', 'ce-hub': 'lobby' },
      ...{ 'ce-type': 'azure.webpubsub.user.shout', 'ce-eventName': 'shout', 'ce-connectionId': 'x' },
      ...{ 'ce-userId': 'ann', 'ce-signature': 'sha256=0', 'webhook-request-origin': 'localhost' },
    };
    const init = { method: 'POST', headers: { ...headers, 'content-type': 'text/plain' }, body: 'hello' };
    expect((await fetch(`${lobby.url}/api/webpubsub/hubs/lobby`, init)).status).to.equal(401);
    await lobby.close();
  });
});

function ignore(): void {
  // Nothing of it matters here.
}
