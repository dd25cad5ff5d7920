import type { EventFunctionInfo, FunctionInfo } from '../../index.js';
import type { EventRoutes, RoutedEvent } from '../../emulator/index.js';
import type { Check, Examination } from './examination.js';
import { findingsOf, type Finding } from './finding.js';
import { nearName } from './near-name.js';

const { ok, warning, failure, unasked } = findingsOf('routes');

/** Every function gets its event, and every event has a function. */
export const checkRoutes: Check = (examination) => {
  const { functions, routes } = examination;
  if (functions === undefined)
    return [unasked('No functions are known: name their module with --module.', '--module <file>')];
  const events = functions.filter(isEvent);
  const found = routes === undefined ? againstUrl(events, examination) : againstSettings(events, routes, examination);
  if (found.length > 0) return found;
  const what = routes === undefined ? 'the URL of the app' : 'the event handlers';
  const functionsAgree =
    events.length === 1 ? '1 function of an event agrees' : `${String(events.length)} functions of events agree`;
  return [ok(`${functionsAgree} with ${what}.`)];
};

function isEvent(one: FunctionInfo): one is EventFunctionInfo {
  return one.kind === 'event';
}

function againstUrl(events: readonly EventFunctionInfo[], { appUrl }: Examination): readonly Finding[] {
  return events.flatMap((one) => {
    const url = appUrl.replaceAll('{hub}', one.hub).replaceAll('{event}', one.event);
    return leadsTo(url, one.route) ? [] : [wrongPath(one, url)];
  });
}

function againstSettings(
  events: readonly EventFunctionInfo[],
  routes: EventRoutes,
  { appUrl }: Examination,
): readonly Finding[] {
  const missed = events.flatMap((one) => {
    const found = routes.find({ hub: one.hub, eventType: one.eventType, eventName: one.event });
    if ('why' in found) return [unrouted(one, found.why, routes)];
    return leadsTo(found.url, one.route) ? [] : [wrongPath(one, found.url)];
  });
  const unanswered = routes.named.filter((event) => !events.some((one) => isSame(one, event))).map(withoutFunction);
  return [...missed, ...elsewhere(events, routes, appUrl), ...unanswered];
}

/** A wrong host or port is one fault, however many functions it keeps from their events. */
function elsewhere(events: readonly EventFunctionInfo[], routes: EventRoutes, appUrl: string): readonly Finding[] {
  const namesOf = new Map<string, string[]>();
  for (const { name, hub, eventType, event: eventName } of events) {
    const found = routes.find({ hub, eventType, eventName });
    if ('why' in found || new URL(found.url).origin === new URL(appUrl).origin) continue;
    const { origin } = new URL(found.url);
    namesOf.set(origin, [...(namesOf.get(origin) ?? []), name]);
  }
  return [...namesOf].map(([origin, names]) => otherApp(names, origin, appUrl));
}

/** As the host matches: any letter case, a slash at the end, and deeper segments. */
function leadsTo(url: string, route: string): boolean {
  const path = new URL(url).pathname.toLowerCase();
  const wanted = route.toLowerCase();
  return path === wanted || path.startsWith(`${wanted}/`);
}

function isSame({ hub, eventType, event }: EventFunctionInfo, routed: RoutedEvent): boolean {
  const isOfHub = hub.toLowerCase() === routed.hub.toLowerCase();
  return isOfHub && eventType === routed.eventType && event.toLowerCase() === routed.eventName.toLowerCase();
}

const settingOf: Readonly<Record<EventFunctionInfo['eventType'], string>> = {
  user: 'userEventPattern',
  system: 'systemEvents',
  group: 'groupPresenceEvents.eventNames',
};

function unrouted({ name, hub, eventType, event }: EventFunctionInfo, why: string, { named }: EventRoutes): Finding {
  const hubs = [...new Set(named.map((one) => one.hub))].filter((one) => one.toLowerCase() !== hub.toLowerCase());
  const near = why.includes('the hub has no event handlers') ? nearName(hub, hubs) : undefined;
  const remedy =
    near === undefined
      ? `Add "${event}" to ${settingOf[eventType]} of an event handler of the hub, or write the settings from code: web-pubsub config.`
      : `The settings have a hub ${near}: is that the one, misspelt here or there?`;
  const message = `${name} never gets the ${eventType} event "${event}" of hub ${hub}: ${why}.`;
  return failure(message, remedy);
}

function wrongPath({ name, route }: EventFunctionInfo, url: string): Finding {
  const message = `${name} listens at ${route}, and its events go to ${new URL(url).pathname}.`;
  return failure(message, 'Let the URL template of the event handler end in the path of the function.');
}

function otherApp(names: readonly string[], origin: string, appUrl: string): Finding {
  const message = `The events of ${names.join(', ')} go to ${origin}, and the app is at ${new URL(appUrl).origin}.`;
  return warning(message, 'Is it the right host and port? --url says where the app is.');
}

function withoutFunction({ hub, eventType, eventName }: RoutedEvent): Finding {
  const message = `No function answers the ${eventType} event "${eventName}" of hub ${hub}, which is sent.`;
  const remedy = 'Write one, or take the event out of the settings of the event handler.';
  // Who does not answer, refuses.
  const isConnect = eventType === 'system' && eventName === 'connect';
  return isConnect ? failure(`${message} No client is let in.`, remedy) : warning(message, remedy);
}
