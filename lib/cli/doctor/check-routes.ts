import type { EventFunctionInfo, FunctionInfo } from '../../index.js';
import type { EventRoutes, RoutedEvent } from '../../emulator/index.js';
import type { Check, Examination } from './examination.js';
import { findingsOf, type Finding } from './finding.js';
import { judgeUnrouted } from './judge-unrouted.js';

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
  const found = events.map((one) => {
    const { hub, eventType, event: eventName } = one;
    return { one, url: '', why: '', ...routes.find({ hub, eventType, eventName }) };
  });
  const unrouted = found.filter(({ url }) => url === '');
  const routed = found.filter(({ url }) => url !== '');
  const hubs = [...new Set(routes.named.map(({ hub }) => hub))];
  const astray = routed.filter(({ one, url }) => !leadsTo(url, one.route)).map(({ one, url }) => wrongPath(one, url));
  const unanswered = routes.named.filter((event) => !events.some((one) => isSame(one, event))).map(withoutFunction);
  return [...judgeUnrouted(unrouted, hubs), ...astray, ...elsewhere(routed, appUrl), ...unanswered];
}

interface Routed {
  readonly one: EventFunctionInfo;
  readonly url: string;
}

/** A wrong host or port is one fault, however many functions it keeps from their events. */
function elsewhere(routed: readonly Routed[], appUrl: string): readonly Finding[] {
  const namesOf = new Map<string, string[]>();
  for (const { one, url } of routed) {
    const { origin } = new URL(url);
    if (origin !== new URL(appUrl).origin) namesOf.set(origin, [...(namesOf.get(origin) ?? []), one.name]);
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
