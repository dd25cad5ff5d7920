import type { ServiceHubSettings } from '../../index.js';
import { armVersion, behind, json, type Format } from './format.js';

const schema = 'https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#';

/** A template of Azure Resource Manager. */
export const armFormat: Format = ({ hubs, url }) =>
  json({
    $schema: schema,
    contentVersion: '1.0.0.0',
    parameters: {
      webPubSubName: {
        type: 'string',
        metadata: { description: 'Name of the Web PubSub resource, which is there already.' },
      },
      appUrl: {
        type: 'string',
        defaultValue: literal(url),
        metadata: { description: 'Where the service reaches the app.' },
      },
    },
    resources: Object.entries(hubs).map(([hub, settings]) => ({
      type: 'Microsoft.SignalRService/webPubSub/hubs',
      apiVersion: armVersion(settings),
      name: `[format('{0}/{1}', parameters('webPubSubName'), ${quoted(hub)})]`,
      properties: propertiesOf(settings, url),
    })),
  });

function propertiesOf({ eventHandlers, ...others }: ServiceHubSettings, url: string): unknown {
  const handlers = eventHandlers.map(({ urlTemplate, auth, ...handler }) => ({
    urlTemplate: `[concat(parameters('appUrl'), ${quoted(behind(url, urlTemplate))})]`,
    ...handler,
    ...(auth && { auth: { ...auth, managedIdentity: { resource: literal(auth.managedIdentity.resource) } } }),
  }));
  return { ...others, eventHandlers: handlers };
}

// ARM: a text that begins with a bracket is an expression, and two of them are a bracket.
function literal(text: string): string {
  return text.startsWith('[') ? `[${text}` : text;
}

function quoted(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}
