import { parse } from '@cdktf/hcl2json';
import type { Hubs } from './settings.js';

type Block = Readonly<Record<string, unknown>>;
type Blocks = Readonly<Record<string, readonly [Block]>>;

/** The hubs of a Terraform file, as HashiCorp's own parser reads it, with its variables at their defaults. */
export async function readTerraform(text: string): Promise<Hubs> {
  const { variable, resource } = (await parse('hubs.tf', text)) as {
    readonly variable: Blocks;
    readonly resource: { readonly azurerm_web_pubsub_hub?: Blocks; readonly azapi_resource?: Blocks };
  };
  const url = String(variable['app_url']?.[0]['default']);
  const filled = JSON.parse(JSON.stringify(resource), (_, value: unknown) =>
    typeof value === 'string' ? unescaped(value.replace('${var.app_url}', () => url)) : value,
  ) as typeof resource;
  const hubs = [
    ...Object.values(filled.azurerm_web_pubsub_hub ?? {}).map(([block]) => readHub(block)),
    ...Object.values(filled.azapi_resource ?? {}).map(
      ([{ name, body }]) => [String(name), (body as Block)['properties']] as const,
    ),
  ];
  return Object.fromEntries(hubs) as Hubs;
}

function readHub(block: Block): readonly [string, unknown] {
  const handlers = block['event_handler'] as readonly Block[];
  return [
    String(block['name']),
    {
      anonymousConnectPolicy: block['anonymous_connections_enabled'] === true ? 'allow' : 'deny',
      eventHandlers: handlers.map((handler) => ({
        urlTemplate: handler['url_template'],
        ...(handler['user_event_pattern'] !== undefined && { userEventPattern: handler['user_event_pattern'] }),
        systemEvents: handler['system_events'],
      })),
    },
  ];
}

// The parser leaves $${ and %%{ as they are written, for they are what Terraform itself takes apart.
function unescaped(text: string): string {
  return text.replaceAll(/([$%])\1(?=\{)/g, '$1');
}
