import type { Emulator } from '../../emulator/index.js';

type Started = Pick<Emulator, 'url' | 'connectionString' | 'certificate' | 'inspectorUrl'>;

/** A started emulator for people. */
export function describeEmulator({ url, connectionString, inspectorUrl }: Started): string {
  const inspector = inspectorUrl === undefined ? '' : `\n  inspector           ${inspectorUrl}`;
  return `The emulator of Azure Web PubSub listens on ${url}

  connection string   ${connectionString}
  clients connect to  ${clientUrlOf(url)}${inspector}

Press Ctrl+C to end it.
`;
}

/** The same for programs: one line of JSON. */
export function emulatorAsJson({ url, connectionString, certificate, inspectorUrl }: Started): string {
  return `${JSON.stringify({ url, connectionString, clientUrl: clientUrlOf(url), inspectorUrl, certificate })}\n`;
}

function clientUrlOf(url: string): string {
  return `${url.replace(/^http/, 'ws')}/client/hubs/{hub}`;
}
