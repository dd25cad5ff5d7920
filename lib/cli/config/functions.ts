import type { EventFunctionInfo, FunctionInfo } from '../../index.js';
import { json, type Format } from './format.js';

/** The `function.json` of each function that an event starts, by the path of its file, for a host of Azure Functions. */
export const functionsFormat: Format = ({ functions }) =>
  json(
    Object.fromEntries(
      functions.filter(isEvent).map((one) => [`${folderOf(one.name)}/function.json`, documentOf(one)]),
    ),
  );

function isEvent(one: FunctionInfo): one is EventFunctionInfo {
  return one.kind === 'event';
}

function documentOf({ hub, eventType, event: eventName, clientProtocols }: EventFunctionInfo): unknown {
  const trigger = { type: 'webPubSubTrigger', direction: 'in', name: 'context', hub, eventType, eventName };
  return { bindings: [clientProtocols === 'all' ? trigger : { ...trigger, clientProtocols }] };
}

// Azure Functions: a function's name is a letter, then letters, digits, _ and -.
function folderOf(name: string): string {
  return name.replaceAll(/[^\w-]/g, '_').replace(/^[^A-Za-z]/, 'F$&');
}
