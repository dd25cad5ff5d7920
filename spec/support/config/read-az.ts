import { chmodSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { run } from '../run.js';
import { withFolder } from '../temporary-folder.js';
import type { Hubs } from './settings.js';

// An `az` that says with what it was called; `show` answers with the id of the resource.
const az = `#!/usr/bin/env node
const args = process.argv.slice(2);
if (args[1] === 'show') process.stdout.write('/subscriptions/s/resourceGroups/r/providers/Microsoft.SignalRService/webPubSub/n\\n');
else process.stdout.write(JSON.stringify(args) + '\\n');
`;

/** The hubs that commands of the Azure CLI make, as a real shell calls it. */
export async function readAz(text: string): Promise<Hubs> {
  const printed = await withFolder(async (folder) => {
    writeFileSync(join(folder, 'az'), az);
    chmodSync(join(folder, 'az'), 0o755);
    const script = `PATH="${folder}:$PATH"; WEB_PUBSUB_NAME=n; RESOURCE_GROUP=r\n${text}`;
    return run(folder, 'sh', '-c', script);
  });
  const calls = printed
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as string[]);
  return Object.fromEntries(calls.map((args) => (args[0] === 'rest' ? readPut(args) : readCreate(args)))) as Hubs;
}

function readPut(args: readonly string[]): readonly [string, unknown] {
  const hub = /\/webPubSub\/n\/hubs\/([^?]+)\?api-version=2025-12-01-preview$/.exec(after(args, '--url'))?.[1] ?? '';
  const { properties } = JSON.parse(after(args, '--body')) as { readonly properties: unknown };
  return [decodeURIComponent(hub), properties];
}

function readCreate(args: readonly string[]): readonly [string, unknown] {
  const pairs = args.slice(args.indexOf('--event-handler') + 1).map((pair) => pair.split(/=(.*)/s));
  const all = (key: string) => pairs.filter(([name]) => name === key).map(([, value]) => value);
  const [userEventPattern] = all('user-event-pattern');
  const [resource] = all('auth-resource');
  return [
    after(args, '--hub-name'),
    {
      anonymousConnectPolicy: after(args, '--allow-anonymous') === 'true' ? 'allow' : 'deny',
      eventHandlers: [
        {
          urlTemplate: all('url-template')[0],
          ...(userEventPattern !== undefined && { userEventPattern }),
          systemEvents: all('system-event'),
          ...(resource !== undefined && { auth: { type: all('auth-type')[0], managedIdentity: { resource } } }),
        },
      ],
    },
  ];
}

function after(args: readonly string[], name: string): string {
  return args[args.indexOf(name) + 1] ?? '';
}
