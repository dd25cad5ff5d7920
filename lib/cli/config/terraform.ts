import type { ServiceHubSettings } from '../../index.js';
import { armVersion, behind, symbols, type Format } from './format.js';

/** A Terraform file: of the provider azurerm, and of azapi where azurerm has no words for it. */
export const terraformFormat: Format = ({ hubs, url }) => {
  const names = symbols(Object.keys(hubs));
  const resources = Object.entries(hubs).map(([hub, settings]) => {
    const place = { url, symbol: names.get(hub) ?? hub };
    return isForAzurerm(settings) ? azurermOf(hub, settings, place) : azapiOf(hub, settings, place);
  });
  return [head(url), ...resources].join('\n');
};

function head(url: string): string {
  return `variable "web_pubsub_id" {
  description = "Id of the Web PubSub resource, which is there already."
  type        = string
}

variable "app_url" {
  description = "Where the service reaches the app."
  type        = string
  default     = ${quoted(url)}
}
`;
}

interface Place {
  readonly url: string;
  readonly symbol: string;
}

// azurerm 4: no presence events, and an identity by its id alone, without the audience of its tokens.
function isForAzurerm({ eventHandlers }: ServiceHubSettings): boolean {
  return eventHandlers.every(
    ({ auth, groupPresenceEvents }) => auth === undefined && groupPresenceEvents === undefined,
  );
}

function azurermOf(hub: string, settings: ServiceHubSettings, { url, symbol }: Place): string {
  const handlers = settings.eventHandlers.map(
    ({ urlTemplate, userEventPattern, systemEvents }) => `
  event_handler {
    url_template       = ${fromUrl(url, urlTemplate)}
${userEventPattern === undefined ? '' : `    user_event_pattern = ${quoted(userEventPattern)}\n`}    system_events      = [${systemEvents.map(quoted).join(', ')}]
  }
`,
  );
  return `resource "azurerm_web_pubsub_hub" "${symbol}" {
  name          = ${quoted(hub)}
  web_pubsub_id = var.web_pubsub_id

  anonymous_connections_enabled = ${String(settings.anonymousConnectPolicy === 'allow')}
${handlers.join('')}}
`;
}

function azapiOf(hub: string, settings: ServiceHubSettings, { url, symbol }: Place): string {
  const textOf = (key: string, text: string): string => (key === 'urlTemplate' ? fromUrl(url, text) : quoted(text));
  return `resource "azapi_resource" "${symbol}" {
  type      = "Microsoft.SignalRService/webPubSub/hubs@${armVersion(settings)}"
  name      = ${quoted(hub)}
  parent_id = var.web_pubsub_id
  body = {
    properties = ${valueOf('', settings, { indent: '    ', textOf })}
  }
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
  if (Array.isArray(value)) return `[${value.map((one) => valueOf(key, one, { indent, textOf })).join(', ')}]`;
  const lines = Object.entries(value as object).map(
    ([name, one]) => `${inner.indent}${name} = ${valueOf(name, one, inner)}\n`,
  );
  return `{\n${lines.join('')}${indent}}`;
}

function fromUrl(url: string, urlTemplate: string): string {
  return `"\${var.app_url}${quoted(behind(url, urlTemplate)).slice(1)}`;
}

// HCL: escapes as in JSON; ${ and %{ begin a template.
function quoted(text: string): string {
  return JSON.stringify(text).replaceAll(/([$%])(?=\{)/g, '$1$1');
}
