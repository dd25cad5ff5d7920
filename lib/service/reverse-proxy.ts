import type { PipelinePolicy } from './repeat-policy.js';

/**
 * The same URL by way of the proxy: its scheme, host and port before the path that the service expects. What is signed stays the URL of the
 * service; only the way there changes.
 */
export function throughProxy(url: string, reverseProxyEndpoint: string | undefined): string {
  if (reverseProxyEndpoint === undefined) return url;
  const { protocol, host } = new URL(reverseProxyEndpoint);
  const { protocol: meant, pathname, search } = new URL(url);
  const scheme = meant.startsWith('ws') ? protocol.replace('http', 'ws') : protocol;
  return `${scheme}//${host}${pathname}${search}`;
}

/** Calls by way of the proxy. The SDK's own policy changes the host alone: it keeps the service's scheme, and its port where the proxy has none. */
export function reverseProxyPolicy(reverseProxyEndpoint: string): PipelinePolicy {
  return {
    name: 'reverseProxyPolicy',
    sendRequest: (request, next) => {
      request.url = throughProxy(request.url, reverseProxyEndpoint);
      return next(request);
    },
  };
}
