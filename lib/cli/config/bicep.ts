import type { ServiceHubSettings } from '../../index.js';
import { armVersion, behind, symbols, type Format } from './format.js';

/** A Bicep file; it takes the resource of the service as it is. */
export const bicepFormat: Format = ({ hubs, url }) => {
  const names = symbols(['webPubSub', 'webPubSubName', 'appUrl', ...Object.keys(hubs)]);
  const resources = Object.entries(hubs).map(([hub, settings]) =>
    resourceOf(hub, settings, { url, symbol: names.get(hub) ?? hub }),
  );
  return [head(url), ...resources].join('\n');
};

function head(url: string): string {
  return `@description('Name of the Web PubSub resource, which is there already.')
param webPubSubName string

@description('Where the service reaches the app.')
param appUrl string = ${quoted(url)}

resource webPubSub 'Microsoft.SignalRService/webPubSub@2024-03-01' existing = {
  name: webPubSubName
}
`;
}

interface Place {
  readonly url: string;
  readonly symbol: string;
}

function resourceOf(hub: string, settings: ServiceHubSettings, { url, symbol }: Place): string {
  const textOf = (key: string, text: string): string =>
    key === 'urlTemplate' ? `'\${appUrl}${escaped(behind(url, text))}'` : quoted(text);
  return `resource ${symbol} 'Microsoft.SignalRService/webPubSub/hubs@${armVersion(settings)}' = {
  parent: webPubSub
  name: ${quoted(hub)}
  properties: ${valueOf('', settings, { indent: '  ', textOf })}
}
`;
}

interface Writing {
  readonly indent: string;
  readonly textOf: (key: string, text: string) => string;
}

function valueOf(key: string, value: unknown, { indent, textOf }: Writing): string {
  if (typeof value === 'string') return textOf(key, value);
  const inner = { indent: `${indent}  `, textOf };
  const isList = Array.isArray(value);
  const lines = Object.entries(value as object).map(([name, one]) => {
    const text = valueOf(isList ? key : name, one, inner);
    return `${inner.indent}${isList ? text : `${name}: ${text}`}\n`;
  });
  const [open, close] = isList ? ['[', ']'] : ['{', '}'];
  return lines.length === 0 ? open + close : `${open}\n${lines.join('')}${indent}${close}`;
}

function quoted(text: string): string {
  return `'${escaped(text)}'`;
}

// Bicep: \ escapes, and ${ begins an expression.
function escaped(text: string): string {
  return text.replaceAll(/['\\]|\$(?=\{)/g, String.raw`\$&`);
}
