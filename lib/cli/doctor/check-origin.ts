import { abuseProtectionRequest } from '../../testing/index.js';
import { withoutQuery } from '../event-url.js';
import { reach } from '../reach.js';
import { someHub, type Check } from './examination.js';
import { findingsOf, type Finding } from './finding.js';

const { ok, failure, skipped } = findingsOf('origin');

/** The app answers the question whether it wants events of the service, CloudEvents webhooks 4.1. */
export const checkOrigin: Check = async (examination) => {
  const { service, appUrl } = examination;
  if (service === undefined) return [skipped('There is no connection, so no origin to ask with.')];
  const origin = new URL(service.endpoint).hostname;
  const request = abuseProtectionRequest({ origin, hub: someHub(examination), url: appUrl });
  const reached = await reach(request.url, request);
  const place = withoutQuery(request.url);
  if ('problem' in reached)
    return [failure(`The app was not reached at ${place}: ${reached.problem}.`, reached.remedy)];
  const { status, headers } = reached.response;
  const location = headers.get('location');
  if (status >= 300 && status < 400 && location !== null) return [judgeRedirect(status, request.url, location)];
  if (!reached.response.ok) return [judgeStatus(status, request.url, await reached.response.text())];
  const allowed = (headers.get('webhook-allowed-origin') ?? '').split(',').map((one) => one.trim());
  examination.appTakesOrigin = allowed.some((one) => one === '*' || isHost(one, origin));
  if (examination.appTakesOrigin) return [ok(`The app at ${place} takes events from ${origin}.`)];
  return [allowed.join('') === '' ? noHandler(place) : otherOrigin(allowed, origin)];
};

/** A host, with its port or without, or its URL. */
function isHost(allowed: string, origin: string): boolean {
  const text = allowed.includes('://') ? allowed : `https://${allowed}`;
  return URL.canParse(text) && new URL(text).hostname.toLowerCase() === origin.toLowerCase();
}

function noHandler(place: string): Finding {
  const remedy = 'Something else answers at this path, such as a page: is it the path of the event handler?';
  return failure(`OPTIONS ${place} is answered without WebHook-Allowed-Origin.`, remedy);
}

function otherOrigin(allowed: readonly string[], origin: string): Finding {
  const remedy =
    'The app is connected to another service: give it this connection string, or list the host in <connection>__origins.';
  return failure(`The app takes events from ${allowed.join(', ')}, and not from ${origin}.`, remedy);
}

const isFunctionsHost = /\/runtime\/webhooks\/webpubsub/i;
const paths =
  'bootstrap and @azure/web-pubsub-express serve /api/webpubsub/hubs/{hub}, a host of Azure Functions /runtime/webhooks/webpubsub. Is it the right app and port?';

function judgeStatus(status: number, url: string, body: string): Finding {
  const message = `OPTIONS ${withoutQuery(url)} is answered with ${String(status)}.`;
  if (isFunctionsHost.test(url) && (status === 401 || status === 403)) return judgeFunctionsHost(message, url);
  if (status === 404 || status === 405) return failure(message, paths);
  if (status === 400)
    return failure(
      `${message} ${firstLine(body)}`,
      'Give the app the connection string of this service, or list the host in <connection>__origins.',
    );
  if (status === 401 || status === 403)
    return failure(
      message,
      'Something in front of the event handler wants a login: let this path through, its events are signed.',
    );
  return failure(message, 'The log of the app says why.');
}

const looksLikeLogin = /log-?in|log-?on|sign-?in|auth|account|sso/i;

function judgeRedirect(status: number, url: string, location: string): Finding {
  const target = URL.canParse(location, url) ? withoutQuery(new URL(location, url).href) : 'what is no URL';
  const message = `OPTIONS ${withoutQuery(url)} is answered with ${String(status)}, which leads to ${target}.`;
  const remedy = looksLikeLogin.test(target)
    ? 'That looks like the page of a login in front of the event handler: let this path through, its events are signed. The service follows no redirects.'
    : 'The service follows no redirects: give it the URL where they end, or, if that is the page of a login, let this path through without one.';
  return failure(message, remedy);
}

function judgeFunctionsHost(message: string, url: string): Finding {
  const isThere = new URL(url).searchParams.has('code');
  const remedy = isThere
    ? 'The code is not the system key "webpubsub_extension" of this Function App: copy it from its App keys.'
    : 'Add ?code=<key> to the URL of the event handler, the system key "webpubsub_extension" of the Function App.';
  return failure(`${message} A host of Azure Functions wants a key.`, remedy);
}

function firstLine(body: string): string {
  return body.split('\n', 1).join('').slice(0, 200);
}
