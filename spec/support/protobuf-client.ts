import { expect } from 'chai';
import type { EmulatorStory } from './emulator-story.js';
import { find } from './protobuf-wire.js';
import { WebSocketClient } from './web-socket-client.js';

/** A client that speaks protobuf, after its first frame. */
export interface ProtobufClient {
  readonly client: WebSocketClient;
  /** Its first frame. */
  readonly connected: Buffer;
  readonly connectionId: string;
  readonly send: (...frames: readonly Buffer[]) => void;
  /** The next frame, which is binary. */
  readonly next: () => Promise<Buffer>;
  /** Sends a frame and resolves to the one that comes back. */
  readonly ask: (frame: Buffer) => Promise<Buffer>;
}

export async function openProtobuf(
  { clientUrl }: Pick<EmulatorStory, 'clientUrl'>,
  claims: object = {},
  subprotocol = 'protobuf.webpubsub.azure.v1',
): Promise<ProtobufClient> {
  return greeted(await WebSocketClient.open(clientUrl(claims), [subprotocol]));
}

/** A client whose first frame is still to come. */
export async function greeted(client: WebSocketClient): Promise<ProtobufClient> {
  const next = async (): Promise<Buffer> => {
    const frame = await client.next();
    if (typeof frame === 'string') expect.fail(`a text came: ${frame}`);
    return frame;
  };
  const send = (...frames: readonly Buffer[]): void => frames.forEach((frame) => client.socket.send(frame));
  const connected = await next();
  return {
    ...{ client, connected, connectionId: find(connected, 3, 1, 1).toString(), send, next },
    ask: (frame) => {
      send(frame);
      return next();
    },
  };
}
