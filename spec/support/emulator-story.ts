import { startEmulator, type Emulator, type EmulatorOptions } from '../../lib/emulator/index.js';
import { accessToken } from './access-token.js';
import { RecordingApp, type AnswerEvent } from './recording-app.js';
import { WebSocketClient } from './web-socket-client.js';

/** What a spec is given; all of it is closed when the story ends. */
export interface EmulatorStory {
  readonly emulator: Emulator;
  readonly app: RecordingApp;
  /** `localhost:<port>` */
  readonly host: string;
  readonly warnings: readonly object[];
  /** The URL of a client of the hub `chat`, with a token of these claims. */
  clientUrl(claims?: object, query?: string): string;
  /** A client of the JSON subprotocol, after its `connected` frame. */
  json(claims?: object): Promise<WebSocketClient>;
}

/** Runs a story against an emulator whose hub `chat` sends its events to an app. */
export async function withEmulator(
  story: (given: EmulatorStory) => Promise<void>,
  answer?: AnswerEvent,
  options: EmulatorOptions = {},
): Promise<void> {
  const app = await RecordingApp.start(answer);
  const warnings: object[] = [];
  const log = { warn: (details: object) => warnings.push(details), error: (details: object) => warnings.push(details) };
  const hubs = { chat: { eventHandlers: [app.handler] } };
  const emulator = await startEmulator({ port: 0, hubs, log, ...options });
  const host = new URL(emulator.url).host;
  const clientUrl = (claims: object = {}, query = ''): string => {
    const token = accessToken({ aud: `http://${host}/client/hubs/chat`, ...claims });
    return `ws://${host}/client/hubs/chat?access_token=${token}${query}`;
  };
  const json = async (claims?: object): Promise<WebSocketClient> => {
    const client = await WebSocketClient.open(clientUrl(claims), ['json.webpubsub.azure.v1']);
    await client.next();
    return client;
  };
  try {
    await story({ emulator, app, host, warnings, clientUrl, json });
  } finally {
    await emulator.close();
    await app.close();
  }
}
