import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from 'chai';
import { startEmulator, type TapEntry } from '../../lib/emulator/index.js';
import { withFolder } from '../support/temporary-folder.js';
import { withEmulator, type EmulatorStory } from '../support/emulator-story.js';
import { WebSocketClient } from '../support/web-socket-client.js';

interface FileStory extends EmulatorStory {
  /** Writes the file and resolves to what the log says of it. */
  readonly save: (content: object | string) => Promise<string>;
}

const write = (file: string, content: object | string) =>
  writeFile(file, typeof content === 'string' ? content : JSON.stringify(content));

/** An emulator with a settings file, which holds `first` at the start. */
function withFile(first: object, story: (given: FileStory) => Promise<void>, hubs = {}): Promise<void> {
  return withFolder(async (folder) => {
    const settingsFile = join(folder, 'emulator.json');
    await write(settingsFile, first);
    let said = (_: string): void => {};
    const tell = (_: object, message: string): void => said(message);
    const save = async (content: object | string): Promise<string> => {
      const heard = new Promise<string>((resolve) => (said = resolve));
      await write(settingsFile, content);
      return heard;
    };
    const log = { warn: tell, error: tell, info: tell };
    await withEmulator((given) => story({ ...given, save }), undefined, { hubs, settingsFile, log });
  });
}

const chat = (properties: object) => ({ hubs: { chat: { properties } } });
const anonymous = chat({ anonymousConnectPolicy: 'allow' });
const goesOn = 'The settings file cannot be used: the last good settings stay.';
const readAgain = 'The settings file was read again.';

describe('the emulator with a settings file', () => {
  const open = ({ host }: EmulatorStory) => WebSocketClient.open(`ws://${host}/client/hubs/chat`);
  const refused = ({ host }: EmulatorStory) => WebSocketClient.refused(`ws://${host}/client/hubs/chat`);

  it('goes by the file, from the start and when it changes, also for clients that are there', () =>
    withFile(anonymous, async (story) => {
      const client = await open(story);
      expect(await story.save(chat({ anonymousConnectPolicy: 'deny' }))).to.equal(readAgain);
      expect(await refused(story)).to.include({ status: 401 });
      const { urlTemplate, userEventPattern } = story.app.handler;
      const eventHandlers = [{ urlTemplate, userEventPattern, systemEvents: null, auth: null }];
      expect(await story.save(chat({ eventHandlers }))).to.equal(readAgain);
      client.socket.send('by the new rules');
      expect((await story.app.seen('message')).body).to.equal('by the new rules');
      await client.close();
    }));

  it('goes on by the last good settings when it becomes wrong', () =>
    withFile(anonymous, async (story) => {
      for (const wrong of [chat({ anonymousConnectPolicy: 'perhaps' }), '{', { hub: {} }]) {
        expect(await story.save(wrong)).to.equal(goesOn);
        await (await open(story)).close();
      }
      expect(await story.save({ hubs: {} })).to.equal(readAgain);
      expect(await refused(story)).to.include({ status: 401 });
    }));

  it('goes by what the program says before what the file says', () =>
    withFile(
      chat({ anonymousConnectPolicy: 'deny' }),
      async (story) => {
        await (await open(story)).close();
        expect(await story.save(chat({ webSocketKeepAliveIntervalInSeconds: 5 }))).to.equal(readAgain);
        await (await open(story)).close();
        story.emulator.setHub('chat', {});
        expect(await refused(story)).to.include({ status: 401 });
      },
      { chat: { anonymousConnectPolicy: 'allow' } },
    ));

  it('tells of the hubs that the file sets, of those that it has no more, and why it is refused', () =>
    withFile(anonymous, async (story) => {
      const events = story.emulator.events();
      await story.save({ hubs: { news: {} } });
      await story.save({ hub: {} });
      const told = [await events.next(), await events.next(), await events.next()].map(
        ({ value }) => value as TapEntry,
      );
      expect(told.map(({ id: _, time: __, ...entry }) => entry)).to.deep.equal([
        { what: 'hub.set', hub: 'chat' },
        { what: 'hub.set', hub: 'news' },
        { what: 'settings.refused', why: 'Emulator setting hub is unknown. It takes hubs, $schema.' },
      ]);
    }));

  it('does not start with one that is wrong or not there', () =>
    withFolder(async (folder) => {
      const settingsFile = join(folder, 'emulator.json');
      const start = () => startEmulator({ port: 0, settingsFile }).catch((error: unknown) => error);
      expect(await start()).to.include({ code: 'WPS_EMULATOR_SETTINGS_FILE' });
      await write(settingsFile, chat({ x: 1 }));
      expect(String(await start())).to.include('Emulator setting hubs.chat.properties.x is unknown.');
    }));
});
