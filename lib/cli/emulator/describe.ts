import type { Emulator } from '../../emulator/index.js';

type Started = Pick<Emulator, 'url' | 'connectionString' | 'certificate'>;

/** A started emulator for people. */
export function describeEmulator({ url, connectionString }: Started): string {
  return `The emulator of Azure Web PubSub listens on ${url}

  connection string   ${connectionString}
  clients connect to  ${clientUrlOf(url)}

Press Ctrl+C to end it.
`;
}

/** The same for programs: one line of JSON. */
export function emulatorAsJson({ url, connectionString, certificate }: Started): string {
  return `${JSON.stringify({ url, connectionString, clientUrl: clientUrlOf(url), certificate })}\n`;
}

function clientUrlOf(url: string): string {
  return `${url.replace(/^http/, 'ws')}/client/hubs/{hub}`;
}
