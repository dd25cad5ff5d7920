import type { ServiceEventHandler, ServiceHubSettings } from '../../index.js';
import { armVersion, type Format } from './format.js';

/** Commands of the Azure CLI with its extension `webpubsub`, for a POSIX shell. */
export const azFormat: Format = ({ hubs }) => {
  const commands = Object.entries(hubs).map(([hub, settings]) =>
    settings.eventHandlers.some(({ groupPresenceEvents }) => groupPresenceEvents !== undefined)
      ? putCommand(hub, settings)
      : createCommand(hub, settings),
  );
  return [head, ...commands].join('\n');
};

const head = '# Which service: WEB_PUBSUB_NAME=… RESOURCE_GROUP=…\n';
const service = '--name "${WEB_PUBSUB_NAME:?}" --resource-group "${RESOURCE_GROUP:?}"';

function createCommand(hub: string, { anonymousConnectPolicy, eventHandlers }: ServiceHubSettings): string {
  return [
    `az webpubsub hub create ${service}`,
    `--hub-name ${quoted(hub)} --allow-anonymous ${String(anonymousConnectPolicy === 'allow')}`,
    ...eventHandlers.map((handler) => `--event-handler ${handlerOf(handler)}\n`),
  ].join(' \\\n  ');
}

function handlerOf({ urlTemplate, userEventPattern, systemEvents, auth }: ServiceEventHandler): string {
  const pairs = [
    ['url-template', urlTemplate],
    ...(userEventPattern === undefined ? [] : [['user-event-pattern', userEventPattern]]),
    ...systemEvents.map((name) => ['system-event', name]),
    ...(auth
      ? [
          ['auth-type', auth.type],
          ['auth-resource', auth.managedIdentity.resource],
        ]
      : []),
  ];
  return pairs.map(([key = '', value = '']) => `${key}=${quoted(value)}`).join(' ');
}

// The extension has no word for group presence events yet; the resource itself takes them.
function putCommand(hub: string, settings: ServiceHubSettings): string {
  const path = `/hubs/${encodeURIComponent(hub)}?api-version=${armVersion(settings)}`;
  return [
    `id="$(az webpubsub show ${service} --query id --output tsv)"`,
    `az rest --method put --url "$id"${quoted(path)} \\\n  --body ${quoted(JSON.stringify({ properties: settings }))}\n`,
  ].join('\n');
}

function quoted(text: string): string {
  return /^[\w@%+=:,./-]+$/.test(text) ? text : `'${text.replaceAll("'", String.raw`'\''`)}'`;
}
