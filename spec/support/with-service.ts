import { startEmulator, type EmulatorOptions, type HubSettings } from '../../lib/emulator/index.js';
import { connectService } from '../../lib/host/connect-service.js';
import { connectTestClient } from '../../lib/testing/connect-test-client.js';
import type { TestClient } from '../../lib/testing/test-client.js';
import { outcomeOf, startCommandIn, type Outcome } from './run-command.js';

/** An emulator, and commands that find it in their environment. */
export interface ServiceStory {
  readonly url: string;
  readonly connectionString: string;
  /** The variables that commands have. */
  readonly env: NodeJS.ProcessEnv;
  run(...args: readonly string[]): Promise<Outcome>;
  /** Sets the hub `chat`. */
  setHub(settings: HubSettings): void;
  /** Resolves when the next client is let in. */
  opened(): Promise<void>;
  /** Connects a user to the hub `chat`. */
  client(userId: string, groups?: readonly string[]): Promise<TestClient>;
}

/** Runs a story beside a service. */
export async function withService(
  story: (service: ServiceStory) => Promise<void>,
  options: EmulatorOptions = {},
): Promise<void> {
  const log = { warn: () => {}, error: () => {} };
  await using emulator = await startEmulator({ port: 0, log, ...options });
  const { url, connectionString } = emulator;
  const env = { WebPubSubConnectionString: connectionString, WebPubSubHub: 'chat' };
  const service = connectService({ settings: env });
  const clients: TestClient[] = [];
  try {
    await story({
      ...{ url, connectionString, env },
      run: (...args) => outcomeOf(startCommandIn({ env }, ...args)),
      setHub: (settings) => emulator.setHub('chat', settings),
      opened: async () => {
        for await (const { what } of emulator.events()) if (what === 'client.opened') return;
      },
      client: async (userId, groups = []) => {
        const client = await connectTestClient((await service.getClientAccess('chat', { userId, groups })).url);
        clients.push(client);
        return client;
      },
    });
  } finally {
    await Promise.all(clients.map((client) => client.close()));
  }
}
